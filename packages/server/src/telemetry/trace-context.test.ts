import { describe, expect, it } from 'vitest';
import { formatParent, parseParent, spanIdOf, traceOf } from './trace-context.js';

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const run = (headers: Record<string, string>, more: object = {}) => ({ instanceId: 'i', headers, ...more });

describe('a traceparent', () => {
  it('is read and written', () => {
    const context = parseParent(PARENT);
    expect(context).toMatchObject({ spanId: 'b7ad6b7169203331', traceFlags: 1, isRemote: true });
    expect(context && formatParent(context)).toBe(PARENT);
  });

  it('of a later version is read as far as it is known', () => {
    expect(parseParent(`cc${PARENT.slice(2)}-more`)).toEqual(parseParent(PARENT));
  });

  it.each([
    ['the forbidden version', `ff${PARENT.slice(2)}`],
    ['capitals', PARENT.toUpperCase()],
    ['no trace', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`],
    ['no span', `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`],
    ['something before it', ` ${PARENT}`],
    ['nothing', ''],
  ])('with %s is none', (_, text) => {
    expect(parseParent(text)).toBeUndefined();
  });
});

describe('the trace of a run', () => {
  it('is that of whoever started it, whether they record it or not', () => {
    const trace = traceOf(run({ traceparent: PARENT, tracestate: 'v=1' }), 0);
    expect(trace).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', sampled: true, state: 'v=1' });
    expect(traceOf(run({ traceparent: PARENT.replace(/01$/, '00') }), 1).sampled).toBe(false);
  });

  it('is the same in every process, and for all runs below one, where nobody gave it', () => {
    const trace = traceOf(run({}), 1);
    expect(trace).toEqual({ traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string, sampled: true });
    expect(traceOf(run({ traceparent: 'nonsense' }), 1)).toEqual(trace);
    const child = { instanceId: 'child', headers: {}, parent: { rootInstanceId: 'i' } };
    expect(traceOf(child, 1)).toEqual(trace);
    expect(traceOf({ ...child, parent: { rootInstanceId: 'other' } }, 1).traceId).not.toBe(trace.traceId);
  });

  it('is recorded for the share that is asked for', () => {
    const sampled = Array.from({ length: 1_000 }, (_, index) =>
      traceOf({ instanceId: `i-${index}`, headers: {} }, 0.3),
    ).filter((trace) => trace.sampled);
    expect(sampled.length).toBeGreaterThan(240);
    expect(sampled.length).toBeLessThan(360);
    expect(traceOf(run({}), 0).sampled).toBe(false);
  });

  it('hands no state on that is too long', () => {
    expect(traceOf(run({ traceparent: PARENT, tracestate: 'v'.repeat(513) }), 1)).not.toHaveProperty('state');
  });
});

it('gives runs and nodes ids of spans that differ', () => {
  const ids = ['i', 'i:1', 'i:2'].map(spanIdOf);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect(new Set(ids).size).toBe(3);
});
