import { StoreUnavailableError } from '@orchestrator/store';
import type { Change, CommitOutcome, Store } from '@orchestrator/store';
import { expect, it, vi } from 'vitest';
import { Committer } from './committer.js';

const changeOf = (id: string, ...effects: string[]): Change =>
  ({
    instance: { id },
    effects: effects.map((type, index) => ({ type, node: `${id}:${index}` })),
    trace: [],
  }) as unknown as Change;

/** A committer whose groups are answered by hand. */
function setUp() {
  const groups: PromiseWithResolvers<CommitOutcome[]>[] = [];
  const commit = (): Promise<CommitOutcome[]> => {
    const group = Promise.withResolvers<CommitOutcome[]>();
    groups.push(group);
    return group.promise;
  };
  return { committer: new Committer({ commit } as unknown as Store, {}), groups };
}

it('knows the calls that are being stored until those who make them do', async () => {
  const { committer, groups } = setUp();
  const committed = committer.commit(changeOf('a', 'timer', 'call', 'call'));
  void committer.commit(changeOf('b', 'timer'));
  expect(committer.calls).toEqual([
    { instanceId: 'a', node: 'a:1' },
    { instanceId: 'a', node: 'a:2' },
  ]);
  await vi.waitFor(() => expect(groups).toHaveLength(1));
  groups[0]?.resolve(['committed', 'committed']);
  expect(await committed).toBe('committed');
  expect(committer.calls).toHaveLength(2);
  await vi.waitFor(() => expect(committer.calls).toEqual([]));
});

it('forgets the calls of a change that could not be stored', async () => {
  const { committer, groups } = setUp();
  const committed = committer.commit(changeOf('a', 'call'));
  await vi.waitFor(() => expect(groups).toHaveLength(1));
  groups[0]?.reject(new StoreUnavailableError('The database is away.'));
  await expect(committed).rejects.toThrow(StoreUnavailableError);
  await vi.waitFor(() => expect(committer.calls).toEqual([]));
});
