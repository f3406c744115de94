import { answered, anyValue, byRequest, refusals } from './scenario.mjs';

/** What the workflow `child` has done for a parent with these data. */
function child({ value, fail, prepare }, state) {
  const work = answered('work', prepare.value, fail);
  const done = { workflow: 'child', data: { value, fail, prepare, work }, steps: { work: fail + 1 } };
  if (state === 'COMPLETED') return { ...done, nodes: ['Nap', 'Work', 'work'] };
  return { ...done, optional: ['work'], partly: true };
}

/** @type {import('./scenario.mjs').Scenario} */
export const parent = {
  workflow: 'parent',
  weight: 2,
  input: (random) => ({ value: anyValue(random), fail: refusals(random) }),
  expected: ({ value, fail }) => delegation(value, fail, 'Prepare'),
  drive: byRequest,
};

/** @type {import('./scenario.mjs').Scenario} */
export const aborted = {
  workflow: 'aborted',
  weight: 4,
  input: (random) => ({ value: anyValue(random), fail: refusals(random) }),
  expected({ value, fail }, state) {
    const done = delegation(value, fail, 'Open');
    if (state === 'COMPLETED') return done;
    const reopen = answered('reopen', done.data.prepare.value);
    return {
      ...done,
      data: { ...done.data, reopen },
      steps: { ...done.steps, reopen: 1 },
      optional: ['prepare', 'child', 'close', 'reopen'],
      partly: true,
      nodes: undefined,
    };
  },
  async drive(driver, run) {
    await driver.start(run);
    await driver.pause(500, 3_500);
    await driver.abort(run);
  },
};

const WINDS = ['north', 'east', 'south', 'west'];

/**
 * Four children that end at the same moment, wherever: their parent is told by several replicas at once.
 *
 * @type {import('./scenario.mjs').Scenario}
 */
export const gather = {
  workflow: 'gather',
  weight: 2,
  input: (random) => ({ value: anyValue(random), fail: refusals(random) }),
  expected({ value, fail }) {
    const winds = Object.fromEntries(WINDS.map((wind) => [wind, true]));
    const awake = { data: { value, fail, awake: true }, steps: {}, nodes: ['Nap', 'Wake'] };
    return {
      data: { value, fail, ...winds, join: answered('join', value, fail) },
      steps: { join: fail + 1 },
      nodes: ['Fork', 'Join', 'join', ...WINDS, ...WINDS],
      children: [{ workflow: 'nap', count: WINDS.length, expected: () => awake }],
    };
  },
  drive: byRequest,
};

/** A run that prepares something, has a subflow do the work, and closes. */
function delegation(value, fail, first) {
  const prepare = answered('prepare', value);
  const work = answered('work', prepare.value, fail);
  return {
    data: { value, fail, prepare, child: work, close: answered('close', work.value) },
    steps: { prepare: 1, close: 1 },
    nodes: [first, 'Close', 'Delegate', 'child', 'close', 'prepare'],
    children: [{ workflow: 'child', expected: (state) => child({ value, fail, prepare }, state) }],
  };
}
