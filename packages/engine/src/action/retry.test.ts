import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOW, Run, workflow } from '../run.fixture.js';

const SECTIONS = (policy: string): string => `
errors: [{name: busy, code: '503'}, {name: gone, code: '404'}]
retries: [{name: again, ${policy}}]`;

const STATES = (action = ''): string => `
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get, retryRef: again, retryableErrors: [busy]${action}}], end: true}
`;

/** Fails until nothing more is tried; answers the waits in milliseconds. */
async function waits(policy: string, tries = 10): Promise<number[]> {
  const run = Run.start(await workflow(STATES(), SECTIONS(policy)));
  const found: number[] = [];
  for (let round = 0; round < tries; round += 1) {
    run.fail('ask', { status: 503 });
    if (run.state !== 'ACTIVE') break;
    const [timer] = run.of('timer', run.news);
    found.push((timer?.due ?? 0) - run.now);
    run.fire('ask');
  }
  return found;
}

describe('retries', () => {
  it.each<[string, string, number[]]>([
    ['the same delay each time', 'maxAttempts: 3, delay: PT10S', [10, 10, 10]],
    ['an increment', 'maxAttempts: 4, delay: PT10S, increment: PT2S', [10, 12, 14, 16]],
    ['a multiplier', 'maxAttempts: 4, delay: PT10S, multiplier: 2', [10, 20, 40, 80]],
    [
      'multiplier before increment',
      'maxAttempts: 3, delay: PT10S, multiplier: 2, increment: PT1S',
      [10, 21, 43],
    ],
    ['a longest delay', 'maxAttempts: 4, delay: PT10S, multiplier: 2, maxDelay: PT25S', [10, 20, 25, 25]],
    ['no retries', 'maxAttempts: 0, delay: PT10S', []],
    ['retries at once', 'maxAttempts: 2', [0, 0]],
  ])('wait by %s', async (_, policy, seconds) => {
    expect(await waits(policy)).toEqual(seconds.map((second) => second * 1000));
  });

  it('vary by a share of the delay or by a fixed span, and always the same way', async () => {
    for (const [jitter, width] of [
      ['0.5', 5000],
      ['PT3S', 3000],
    ] as const) {
      const policy = `maxAttempts: 1, delay: PT10S, jitter: ${jitter}`;
      const [first = 0] = await waits(policy);
      expect(Math.abs(first - 10_000)).toBeLessThanOrEqual(width);
      expect(first).not.toBe(10_000);
      expect(await waits(policy)).toEqual([first]);
    }
  });

  it('cover only the errors that are named', async () => {
    const program = await workflow(STATES(), SECTIONS('maxAttempts: 3'));
    expect(Run.start(program).fail('ask', { status: 404 }).state).toBe('ERROR');
  });

  it.each([
    ['another', { code: 'http-status', message: 'It answered 503.', status: 503 }, 2],
    ['the same', { code: 'network', message: 'Nobody answered.' }, 1],
  ])(
    'under %s key take no outcome of an earlier call for their own, which a slower process may still bring',
    async (_, error, attempt) => {
      const sections = SECTIONS('maxAttempts: 1').replace(
        'errors: [',
        'errors: [{name: lost, code: network}, ',
      );
      const run = Run.start(await workflow(STATES().replace('[busy]', '[busy, lost]'), sections));
      const node = run.node('ask');
      run.take({ type: 'call-failed', node, tries: 0, error }).fire('ask');
      expect(run.of('call', run.news)).toMatchObject([{ node, attempt, tries: 1 }]);
      const waiting = run.instance;
      run.take({ type: 'call-failed', node, tries: 0, error });
      run.take({ type: 'call-succeeded', node, tries: 0, result: 'late' });
      expect(run.instance).toEqual(waiting);
      run.take({ type: 'call-succeeded', node, tries: 1, result: { in: 'time' } });
      expect([run.state, run.data]).toEqual(['COMPLETED', { in: 'time' }]);
    },
  );

  it('number their calls by definite answers, so that a repetition keeps its key', async () => {
    const program = await workflow(
      STATES().replace('[busy]', '[busy, lost]'),
      SECTIONS('maxAttempts: 5').replace('errors: [', 'errors: [{name: lost, code: network}, '),
    );
    const run = Run.start(program);
    const attempts = [run.of('call', run.news)[0]?.attempt];
    for (const error of [{ status: 503 }, { code: 'network' }, { status: 503 }]) {
      run.fail('ask', error).fire('ask');
      attempts.push(run.of('call', run.news)[0]?.attempt);
    }
    expect(attempts).toEqual([1, 2, 2, 3]);
  });

  it('show in the trace, and lead to the error handling once they are used up', async () => {
    const states = `
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get, retryRef: again, retryableErrors: [busy]}], onErrors: [{errorRef: busy, transition: Mend}], end: true}
  - {name: Mend, type: inject, data: {mended: true}, end: true}
`;
    const run = Run.start(await workflow(states, SECTIONS('maxAttempts: 1')));
    run.fail('ask', { status: 503 });
    expect(run.trace.at(-1)).toEqual({
      type: 'retrying',
      node: run.node('ask'),
      at: NOW,
      attempt: 1,
      message: 'It answered 500.',
    });
    run.fire('ask').fail('ask', { status: 503 });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { mended: true } } });
  });

  it('cover everything but the named errors when the workflow retries by itself', async () => {
    const states = `
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get, nonRetryableErrors: [gone]}], end: true}
`;
    const program = await workflow(states, `autoRetries: true\n${SECTIONS('maxAttempts: 1')}`);
    const run = Run.start(program).fail('ask', { code: 'unheard-of' });
    expect(run.of('timer', run.news)).toMatchObject([{ due: NOW + 1000 }]);
    run.fire('ask').fail('ask', { code: 'unheard-of' });
    expect(run.of('timer', run.news)).toMatchObject([{ due: NOW + 3000 }]);
    expect(Run.start(program).fail('ask', { status: 404 }).state).toBe('ERROR');
  });

  it('never wait longer than maxDelay and never less than nothing', async () => {
    const seconds = fc.integer({ min: 0, max: 1000 });
    await fc.assert(
      fc.asyncProperty(
        seconds,
        seconds,
        fc.double({ min: 0, max: 1, noNaN: true }),
        seconds,
        async (delay, increment, jitter, max) => {
          const policy = `maxAttempts: 4, delay: PT${delay}S, increment: PT${increment}S, multiplier: 3, jitter: ${jitter.toFixed(3)}, maxDelay: PT${max}S`;
          for (const wait of await waits(policy)) {
            expect(wait).toBeGreaterThanOrEqual(0);
            expect(wait).toBeLessThanOrEqual(max * 1000);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
