import { answered, anyValue, byRequest, refusals } from './scenario.mjs';

/** @type {import('./scenario.mjs').Scenario} */
export const sequence = {
  workflow: 'sequence',
  weight: 3,
  input: (random) => ({
    value: anyValue(random),
    fail: { a: refusals(random), b: refusals(random), c: refusals(random) },
  }),
  expected({ value, fail }) {
    const a = answered('a', value, fail.a);
    const b = answered('b', a.value, fail.b);
    const c = answered('c', b.value, fail.c);
    return {
      data: { value, fail, a, b, c },
      steps: { a: fail.a + 1, b: fail.b + 1, c: fail.c + 1 },
      nodes: ['First', 'Second', 'a', 'b', 'c'],
    };
  },
  drive: byRequest,
};

/** @type {import('./scenario.mjs').Scenario} */
export const branches = {
  workflow: 'branches',
  weight: 2,
  input: (random) => ({
    value: anyValue(random),
    fail: { left: refusals(random), middle: refusals(random), right: refusals(random) },
  }),
  expected({ value, fail }) {
    const left = answered('left', value, fail.left);
    const middle = answered('middle', value, fail.middle);
    const right = answered('right', value, fail.right);
    const join = answered('join', left.value + middle.value + right.value);
    return {
      data: { value, fail, left, middle, right, join },
      steps: { left: fail.left + 1, middle: fail.middle + 1, right: fail.right + 1, join: 1 },
      nodes: ['Fork', 'Join', 'join', 'left', 'left', 'middle', 'middle', 'right', 'right'],
    };
  },
  drive: byRequest,
};

/** @type {import('./scenario.mjs').Scenario} */
export const each = {
  workflow: 'each',
  weight: 2,
  input: (random) => ({
    items: Array.from({ length: 4 }, (_, n) => ({ n, value: anyValue(random), fail: refusals(random) })),
  }),
  expected({ items }) {
    const results = items.map(({ n, value, fail }) => answered(`item-${n}`, value, fail));
    return {
      data: { items, results },
      steps: Object.fromEntries(items.map(({ n, fail }) => [`item-${n}`, fail + 1])),
      nodes: ['Each', ...items.flatMap(() => ['Each', 'item'])],
    };
  },
  drive: byRequest,
};

/** @type {import('./scenario.mjs').Scenario} */
export const pauses = {
  workflow: 'pauses',
  weight: 2,
  input: (random) => ({ value: anyValue(random), fail: refusals(random) }),
  expected({ value, fail }) {
    const before = answered('before', value);
    const between = answered('between', before.value, fail);
    const after = answered('after', between.value);
    return {
      data: { value, fail, before, between, after },
      steps: { before: 1, between: fail + 1, after: 1 },
      nodes: ['Begin', 'Between', 'Finish', 'Nap', 'Sleep', 'after', 'before', 'between'],
      pauses: [
        { before: 'before', after: 'between', milliseconds: 1_000 },
        { before: 'between', after: 'after', milliseconds: 4_000 },
      ],
    };
  },
  drive: byRequest,
};
