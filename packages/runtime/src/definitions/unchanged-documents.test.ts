import { describe, expect, it } from 'vitest';
import { Settings } from '../configuration/settings.js';
import { Workbench } from '../runtime.fixture.js';
import { Catalogue } from './catalogue.js';
import type { Reader } from './reading.js';
import { WorkflowFolder } from './workflow-folder.js';

const GREETING = `
id: greeting
version: 0.9
version: 1.0
start: {stateName: Wait, schedule: R/PT1H}
dataInputSchema: schema.json
events: [{name: asked, type: asked, source: x}, {name: unused, type: unused, source: x}]
states:
  - {name: Wait, type: event, onEvents: [{eventRefs: [asked]}], end: true}
`;

describe('a document that was read before', { timeout: 60_000 }, () => {
  const bench = Workbench.use();
  const settings = { environment: {}, profile: 'prod' };
  let lines: string[] = [];

  /** What a new process on the same store and folder knows. */
  async function opened(reader: Partial<Reader> = {}): Promise<Catalogue> {
    const read: () => Promise<Reader> = async () => ({ build: 'one', dialect: 'sonataflow', ...reader });
    const catalogue = new Catalogue(bench.memory, new Settings(settings), read);
    lines = [];
    const log = (line: string) => void lines.push(line);
    const logger = { error: log, warn: log, info: log, debug: log };
    await catalogue.open();
    const folder = new WorkflowFolder(
      bench.workflows,
      { settings, reader: read, remote: {} },
      catalogue,
      logger,
    );
    await folder.list();
    await folder.open();
    await folder.close();
    return catalogue;
  }

  const isCompiled = (catalogue: Catalogue): boolean =>
    catalogue.loaded(catalogue.current('greeting')?.hash ?? '') !== undefined;

  const write = async (schema: object = { type: 'object' }): Promise<void> => {
    await bench.write('greeting/greeting.sw.yaml', GREETING);
    await bench.write('greeting/schema.json', JSON.stringify(schema));
  };

  it('is in force without being compiled, with all that is known of it and said about it', async () => {
    await write();
    const first = await opened();
    const second = await opened();
    expect([isCompiled(first), isCompiled(second)]).toEqual([true, false]);
    expect(second.current('greeting')).toEqual(first.current('greeting'));
    expect(second.current('greeting')).toMatchObject({
      version: '1.0',
      startEvents: ['asked'],
      schedule: { kind: 'interval' },
      input: { schema: { type: 'object' } },
    });
    expect(first.findings()).not.toEqual([]);
    expect(second.findings()).toEqual(first.findings());
    expect(lines.filter((line) => line.includes('duplicate-key'))).toHaveLength(1);
    expect(second.inForceSince('greeting')).toBe(first.inForceSince('greeting'));
  });

  it('is compiled once somebody needs it, to the same', async () => {
    await write();
    await opened();
    const checking = await opened({ build: undefined });
    const { hash = '' } = checking.current('greeting') ?? {};
    const tasks = JSON.stringify([...(checking.loaded(hash)?.tasks ?? [])]);
    await opened();
    const second = await opened();
    const [one, again] = await Promise.all([second.find('greeting'), second.find('greeting', '1.0')]);
    expect(one).toBe(again);
    expect(JSON.stringify([...(one?.tasks ?? [])])).toBe(tasks);
    expect(one?.input?.validate('no object')).not.toEqual([]);
  });

  it.each([
    ['its text', () => bench.write('greeting/greeting.sw.yaml', `${GREETING}description: new\n`)],
    ['a file that it refers to', () => write({ type: 'object', required: ['a'] })],
  ])('is compiled again when %s has changed', async (_, change) => {
    await write();
    const first = await opened();
    await change();
    const second = await opened();
    expect(isCompiled(second)).toBe(true);
    expect(second.current('greeting')?.hash).not.toBe(first.current('greeting')?.hash);
    expect(isCompiled(await opened())).toBe(false);
  });

  it('is compiled again when a file appears that was looked for in vain', async () => {
    await bench.write('greeting/schema.json', '{"properties": {"a": {"$ref": "sub/part.json"}}}');
    await bench.write('greeting/greeting.sw.yaml', GREETING);
    await opened();
    expect(isCompiled(await opened())).toBe(false);
    await bench.write('greeting/sub/part.json', '{"type": "string"}');
    expect(isCompiled(await opened())).toBe(true);
  });

  it('is compiled again by another build, by another dialect, and where there is no build', async () => {
    await write();
    for (const reader of [{}, { build: 'two' }, { dialect: 'spec' }, { build: undefined }, {}] as const)
      expect(isCompiled(await opened(reader))).toBe(true);
    expect(isCompiled(await opened())).toBe(false);
  });

  it('tells its errors at every start, as it tells those of its last good form', async () => {
    await write();
    await opened();
    await bench.write('greeting/greeting.sw.yaml', `${GREETING}functions: 1\n`);
    const [first, second] = [await opened(), await opened()];
    expect(second.findings()).toEqual(first.findings());
    expect(second.findings()[0]?.findings).toContainEqual(expect.objectContaining({ severity: 'error' }));
    expect(second.current('greeting')).toMatchObject({ version: '1.0', startEvents: ['asked'] });
  });
});
