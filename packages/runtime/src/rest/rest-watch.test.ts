import type { Instance, Wait } from '@orchestrator/engine';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RestWatch } from './rest-watch.js';

const known = new Map<string, Instance>();
const watch = new RestWatch({ load: async (id) => known.get(id), patience: 5_000 });

/** Puts an instance that waits for these things on its paths in place. */
function put(
  id: string,
  waits: readonly Wait[],
  state: Instance['state'] = 'ACTIVE',
  root?: string,
): Instance {
  const parent =
    root === undefined
      ? {}
      : { parent: { instanceId: root, child: id, rootInstanceId: root, rootWorkflowId: 'w' } };
  const scopes = waits.map((wait, index) => ({
    data: {},
    index,
    frame: { task: '/b', node: `${id}:${index + 2}`, wait },
  }));
  const instance: Instance = {
    format: 2,
    id,
    workflowId: 'w',
    definition: 'h',
    version: 1,
    state,
    startedAt: 0,
    headers: {},
    variables: {},
    input: {},
    root: { data: {}, index: 0, frame: { task: '/a', node: `${id}:1`, scopes } },
    entered: 1,
    stepsSinceWait: 0,
    produced: 0,
    correlation: {},
    compensable: [],
    children: [],
    held: [],
    ...parent,
  };
  known.set(id, instance);
  return instance;
}

/** The state of a promise once everything that can happen now has happened. */
async function answered(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await vi.advanceTimersByTimeAsync(0);
  return done;
}

describe('RestWatch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    known.clear();
  });

  it('answers at once for what waits for time, events or an operator on all of its paths', async () => {
    const waits: Wait[] = [{ for: 'timer', due: 1 }, { for: 'events' }, { for: 'retry', due: 1 }];
    for (const instance of [
      put('a', waits),
      put('b', [{ for: 'call', attempt: 1 }], 'ERROR'),
      put('c', [], 'COMPLETED'),
    ])
      expect(await watch.prepare(instance.id, instance.id).from(instance)).toBe(instance);
  });

  it('waits as long as one path has a call on its way or has only given way', async () => {
    const rest = watch.prepare('a', 'a');
    const promise = rest.from(put('a', [{ for: 'events' }, { for: 'call', attempt: 1 }]));
    expect(await answered(promise)).toBe(false);
    watch.committed(put('a', [{ for: 'events' }, { for: 'turn', due: 1 }]));
    expect(await answered(promise)).toBe(false);
    watch.committed(put('other', []));
    expect(await answered(promise)).toBe(false);
    const resting = put('a', [{ for: 'events' }]);
    watch.committed(resting);
    expect(await promise).toBe(resting);
    rest.stop();
  });

  it('waits for subflows that go on by themselves, whoever carries them on', async () => {
    const rest = watch.prepare('a', 'a');
    const parent = put('a', [{ for: 'child', instanceId: 'gone', current: 'b' }]);
    const promise = rest.from(parent);
    expect(await answered(promise)).toBe(false);
    watch.committed(put('b', [{ for: 'call', attempt: 1 }], 'ACTIVE', 'a'));
    expect(await answered(promise)).toBe(false);
    put('b', [], 'COMPLETED', 'a');
    expect(await answered(promise)).toBe(false);
    put('b', [{ for: 'events' }], 'ACTIVE', 'a');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await promise).toBe(parent);
    rest.stop();
  });

  it('answers with the newest form when it takes too long, or when the process stops', async () => {
    const busy = put('a', [{ for: 'call', attempt: 1 }]);
    const late = watch.prepare('a', 'a').from(busy);
    const newest = put('a', [{ for: 'call', attempt: 2 }]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await late).toBe(newest);
    const stopped = watch.prepare('a', 'a').from(newest);
    watch.answerAll();
    expect(await stopped).toBe(newest);
  });
});
