import { expect, it } from 'vitest';
import { takeovers } from './takeovers.mjs';

const ALWAYS = [{ from: 0, to: Infinity }];
const call = (at, replica, key = 'k') => ({ at, replica, key, outcome: 'answered' });

it('tells how long a call lay idle after its replica was killed or frozen', () => {
  const losses = [
    { kind: 'kill', at: 1_000, replica: 1 },
    { kind: 'kill', at: 2_000, replica: 0 },
    { kind: 'freeze', at: 3_000, replica: 0 },
  ];
  const calls = [call(500, 0), call(7_000, 1), call(2_500, 0, 'other'), call(4_000, 1, 'other')];
  expect(takeovers(calls, losses, ALWAYS)).toEqual({
    count: 2,
    p50: 1,
    p99: 5,
    max: 5,
    slowest: [
      { key: 'other', from: 3_000, to: 4_000, milliseconds: 1_000, meanwhile: [] },
      { key: 'k', from: 2_000, to: 7_000, milliseconds: 5_000, meanwhile: ['freeze 0 after 1000 ms'] },
    ],
  });
});

it('counts no call that was repeated for another reason', () => {
  const calls = [call(500, 0), call(700, 0)];
  expect(takeovers(calls, [{ kind: 'kill', at: 600, replica: 1 }], ALWAYS).count).toBe(0);
  expect(takeovers(calls, [{ kind: 'restart', at: 600 }], ALWAYS).count).toBe(0);
  expect(takeovers(calls, [{ kind: 'kill', at: 900, replica: 0 }], ALWAYS).count).toBe(0);
});

it('counts no time in which nobody served', () => {
  const served = [
    { from: 0, to: 1_000 },
    { from: 4_000, to: Infinity },
    { from: 500, to: 2_000 },
  ];
  const losses = [{ kind: 'kill', at: 1_000, replica: 0 }];
  expect(takeovers([call(900, 0), call(6_000, 0)], losses, served).max).toBe(2);
});
