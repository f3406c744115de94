import { beforeEach, expect, it } from 'vitest';
import type { ReservedStart } from '../start-keys.js';
import type { OpenedStore } from './opened-store.fixture.js';

/** How starts are recognised, on every database below the store. */
export function startKeySuite(opened: () => OpenedStore): void {
  const reserve = (instanceId: string, parts: { key?: string; memory?: number } = {}) =>
    opened().store.startKeys.reserve({
      key: 'k',
      fingerprint: `as ${instanceId}`,
      instanceId,
      memory: 60_000,
      ...parts,
    });

  beforeEach(() => opened().reset());

  it('answers the first start to everybody who comes with its key', async () => {
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((id) => reserve(id)));
    const [first] = answers as [ReservedStart];
    expect(first.fingerprint).toBe(`as ${first.instanceId}`);
    for (const answer of answers) expect(answer).toEqual(first);
    expect(await reserve('other', { key: 'l' })).toEqual({
      instanceId: 'other',
      fingerprint: 'as other',
    });
  });

  it('takes a key anew once its time is over', async () => {
    await reserve('a', { memory: -1 });
    expect(await reserve('b')).toEqual({ instanceId: 'b', fingerprint: 'as b' });
    expect(await reserve('c')).toEqual({ instanceId: 'b', fingerprint: 'as b' });
  });

  it('forgets keys whose time is over, a bounded number at once', async () => {
    for (const key of ['a', 'b', 'c']) await reserve(key, { key, memory: -1 });
    await reserve('d', { key: 'd' });
    expect(await opened().store.startKeys.prune(2)).toBe(2);
    expect(await opened().store.startKeys.prune(2)).toBe(1);
    expect(await opened().store.startKeys.prune(2)).toBe(0);
    expect(await reserve('e', { key: 'd' })).toMatchObject({ instanceId: 'd' });
  });
}
