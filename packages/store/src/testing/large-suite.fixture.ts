import type { Json } from '@orchestrator/definition';
import type { Instance } from '@orchestrator/engine';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { StoreDataError, StoreDataTooLargeError, StoreSchemaError } from '../errors.js';
import { SqlStore } from '../sql-store.js';
import { changeOf, definitionOf, instanceOf, past } from './changes.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

/** How large parts of instances are kept, on every database below the store. */
export function largeSuite(opened: () => OpenedStore): void {
  const store = (): OpenedStore['store'] => opened().store;
  const withData = (data: Json, version = 1, overrides: Partial<Instance> = {}): Instance =>
    instanceOf('a', version, { root: { data, frame: null, index: 0 }, ...overrides });
  const commit = (instance: Instance): Promise<string[]> => store().commit([changeOf(instance)]);
  const rows = async (text: string): Promise<unknown[]> => opened().database.query({ text });
  const kept = (): Promise<unknown[]> =>
    rows(
      'select length(value::text) as length, xmin::text as writer from orchestrator.large_value order by 1',
    );
  const list = (length: number): Json => Array.from({ length }, (_, n) => ({ z: n, a: `item ${n}` }));

  beforeEach(async () => {
    await opened().reset();
    await store().saveDefinition(definitionOf('greeting'));
  });

  it('gives back the same, in the same order of keys', async () => {
    const data = JSON.parse(
      `{"z":1,"__proto__":{"deep":${JSON.stringify(list(4000))}},"":${JSON.stringify('ä"\\'.repeat(40_000))},"a":[[2]]}`,
    ) as Json;
    const instance = withData(data, 1, { variables: { large: list(5000) } });
    expect(await commit(instance)).toEqual(['committed']);
    expect(JSON.stringify(await store().load('a'))).toBe(JSON.stringify(instance));
    expect(JSON.stringify((await store().living('greeting', 1))[0])).toBe(JSON.stringify(instance));
    expect(await kept()).toHaveLength(3);
    const [row] = await rows('select length(snapshot::text) as length from orchestrator.instance');
    expect(row).toMatchObject({ length: expect.toSatisfy((length: number) => length < 2_000) as number });
  });

  it('writes what a step leaves as it is only once, and what it changes anew', async () => {
    const payload = list(4000);
    await commit(withData({ payload, step: 1 }));
    const [first] = await kept();
    for (let version = 2; version < 5; version += 1)
      await commit(withData({ payload, step: version }, version));
    expect(await kept()).toEqual([first]);
    // Somebody else on the same database knows nothing yet, and finds it there.
    const other = new SqlStore(opened().database);
    const loaded = await other.load('a');
    if (loaded) expect(await other.commit([changeOf({ ...loaded, version: 5 })])).toEqual(['committed']);
    expect(await kept()).toEqual([first]);
    await commit(withData({ payload: list(5000), step: 6 }, 6));
    expect(await kept()).toHaveLength(2);
    expect((await store().load('a'))?.root.data).toEqual({ payload: list(5000), step: 6 });
    await commit(withData({ step: 7 }, 7));
    expect((await store().load('a'))?.root.data).toEqual({ step: 7 });
  });

  it('tells parts of the same text apart by the parts inside', async () => {
    const around = (inner: number): Json => ({
      inner: list(inner),
      text: list(6000),
      same: 'x'.repeat(70_000),
    });
    const data = { left: around(4000), right: around(4001), again: around(4000) };
    await commit(withData(data));
    expect((await store().load('a'))?.root.data).toEqual(data);
  });

  it('writes nothing when somebody else was faster', async () => {
    await commit(withData({ step: 1 }));
    expect(await commit(withData({ payload: list(4000) }, 7))).toEqual(['conflict']);
    expect(await kept()).toEqual([]);
    expect(await commit(withData({ payload: list(4000) }, 2))).toEqual(['committed']);
    expect(await kept()).toHaveLength(1);
  });

  it('finds and shows runs by what is inside large parts', async () => {
    const payload = { text: 'x'.repeat(100_000), items: list(4000), name: 'Ann' };
    await commit(withData({ payload }, 1, { variables: { extra: 'e'.repeat(70_000) } }));
    await store().commit([changeOf(instanceOf('b', 1))]);
    const found = async (path: string[], value: Json): Promise<string[]> => {
      const where = { field: 'variables', path, operator: 'equal', value } as const;
      return (await store().index.instances({ where })).map(({ id }) => id);
    };
    expect(await found(['workflowdata', 'payload', 'name'], 'Ann')).toEqual(['a']);
    expect(await found(['workflowdata', 'payload', 'items', '3999', 'z'], 3999)).toEqual(['a']);
    expect(await found(['workflowdata', 'payload', 'text'], 'x'.repeat(100_000))).toEqual(['a']);
    expect(await found(['extra'], 'e'.repeat(70_000))).toEqual(['a']);
    expect(await found(['workflowdata', 'payload', 'name'], 'Bob')).toEqual([]);
    const [row] = await store().index.instances({ where: { field: 'id', operator: 'equal', value: 'a' } });
    expect(row?.variables).toEqual({ extra: 'e'.repeat(70_000), workflowdata: { payload } });
  });

  it('refuses what cannot be stored, wherever it is, and counts the whole length', async () => {
    const large = list(4000) as Json[];
    await commit(withData({ large }));
    const bad = withData({ large, more: { texts: ['x'.repeat(70_000), 'a\u0000b'] } }, 2);
    await expect(commit(bad)).rejects.toThrow(StoreDataError);
    const deep = JSON.parse('['.repeat(600) + ']'.repeat(600)) as Json;
    await expect(commit(withData({ large, deep }, 2))).rejects.toThrow(StoreDataError);
    const limited = changeOf(withData({ large, step: 2 }, 2), { maxLength: 100_000 });
    await expect(store().commit([limited])).rejects.toThrow(StoreDataTooLargeError);
    expect(await commit(withData({ large, step: 2 }, 2))).toEqual(['committed']);
  });

  it('is refused by a release that does not know of parts', async () => {
    await commit(withData({ payload: list(4000) }));
    await rows('update orchestrator.instance set large = null');
    await expect(store().load('a')).rejects.toThrow(StoreSchemaError);
  });

  it('goes with its run, and is written again by a new one of the same id', async () => {
    const payload = list(4000);
    await commit(withData({ payload }, 1, { state: 'COMPLETED', endedAt: past }));
    expect(await store().retention.remove(['a'])).toBe(1);
    expect(await kept()).toEqual([]);
    await commit(withData({ payload }));
    expect((await store().load('a'))?.root.data).toEqual({ payload });
  });

  it('gives back any values, whatever is large in them', async () => {
    const text = fc.integer({ min: 0, max: 3 }).map((size) => 'x'.repeat(size * 30_000));
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.oneof(
          text,
          fc.string({ unit: 'grapheme-ascii' }),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.constant(null),
        ),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string({ unit: 'grapheme-ascii', maxLength: 3 }), tie('value'), { maxKeys: 4 }),
      ),
    }));
    let version = 0;
    await fc.assert(
      fc.asyncProperty(value, async (data) => {
        version += 1;
        const instance = withData({ data }, version);
        await commit(instance);
        expect(JSON.stringify(await store().load('a'))).toBe(JSON.stringify(instance));
      }),
      { numRuns: 40 },
    );
  });
}
