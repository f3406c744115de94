import { expect, it } from 'vitest';
import { GrowingPause } from './growing-pause.js';

it('is short at first, doubles up to the longest, and is short again after a success', () => {
  const pause = new GrowingPause(500);
  expect([1, 2, 3, 4, 5].map(() => pause.next())).toEqual([100, 200, 400, 500, 500]);
  pause.reset();
  expect(pause.next()).toBe(100);
});

it('is never longer than the longest', () => {
  expect(new GrowingPause(20).next()).toBe(20);
});
