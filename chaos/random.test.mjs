import { expect, it } from 'vitest';
import { plan } from './disturbances/plan.mjs';
import { Random } from './random.mjs';

const POSTGRES = { kind: 'postgres', replicas: 2 };

function first(seed, count) {
  return plan(new Random(seed), POSTGRES).take(count).toArray();
}

it('draws the same disturbances for the same seed, and others for another', () => {
  expect(first(7, 100)).toEqual(first(7, 100));
  expect(first(7, 100)).not.toEqual(first(8, 100));
});

it('draws every kind of disturbance, for every replica, half a second to three apart', () => {
  const drawn = first(1, 1_000);
  expect(new Set(drawn.map(({ kind }) => kind))).toEqual(
    new Set(['kill', 'freeze', 'restart', 'terminate', 'cut']),
  );
  expect(new Set(drawn.map(({ replica }) => replica))).toEqual(new Set([0, 1]));
  for (const { pause } of drawn) {
    expect(pause).toBeGreaterThanOrEqual(500);
    expect(pause).toBeLessThanOrEqual(3_000);
  }
});

it('forks generators that know nothing of each other', () => {
  const random = new Random(1);
  const before = random.fork('load').next();
  random.fork('client').next();
  expect(random.fork('load').next()).toBe(before);
  expect(random.fork('client').next()).not.toBe(before);
});
