import { answered, anyValue, byRequest, refusals } from './scenario.mjs';

/** @type {import('./scenario.mjs').Scenario} */
export const answers = {
  workflow: 'answers',
  weight: 2,
  input: (random) => ({ value: anyValue(random) }),
  expected({ value }, _state, data) {
    const ask = answered('ask', value);
    // Which of two waits gets which of two events is for nobody to say, but each gets one of its own.
    const order = data?.first?.n === 2 ? [2, 1] : [1, 2];
    const [first, second] = order.map((n) => ({ n, value }));
    return {
      data: { value, ask, first, second, thank: answered('thank', ask.value) },
      steps: { ask: 1, thank: 1 },
      nodes: ['Ask', 'Wait', 'answered', 'ask', 'thank'],
    };
  },
  async drive(driver, run) {
    await driver.start(run);
    for (const n of [1, 2]) {
      await driver.pause(0, 1_500);
      await driver.sendEvent({
        id: `${run.id} ${n}`,
        type: 'chaos.answered',
        kogitoprocrefid: run.id,
        data: { n, value: run.input.value },
      });
    }
  },
};

/** @type {import('./scenario.mjs').Scenario} */
export const orders = {
  workflow: 'orders',
  weight: 2,
  input: (random, number) => ({ order: `order-${number}`, value: anyValue(random), fail: refusals(random) }),
  expected({ order, value, fail }) {
    const book = answered('book', value, fail);
    return {
      data: { order, value, fail, book, paid: { order }, ship: answered('ship', book.value) },
      steps: { book: fail + 1, ship: 1 },
      nodes: ['Ordered', 'Paid', 'book', 'order', 'paid', 'ship'],
    };
  },
  async drive(driver, run) {
    const { order } = run.input;
    const begin = { id: `begin ${order}`, type: 'chaos.order', order, data: run.input };
    const pay = { id: `pay ${order}`, type: 'chaos.paid', order, data: { order } };
    // The payment may come before anybody waits for it.
    for (const event of driver.random.chance(0.3) ? [pay, begin] : [begin, pay]) {
      await driver.sendEvent(event);
      await driver.pause(0, 1_500);
    }
  },
};

/** @type {import('./scenario.mjs').Scenario} */
export const tells = {
  workflow: 'tells',
  weight: 2,
  input: (random) => ({ value: anyValue(random), fail: refusals(random) }),
  expected({ value, fail }) {
    const begin = answered('begin', value);
    const go = answered('go', begin.value, fail);
    return {
      data: { value, fail, begin, go },
      steps: { begin: 1, go: fail + 1 },
      nodes: ['Go', 'Tell', 'begin', 'go', 'told', 'told', 'told'],
      told: [
        { n: 0, value: begin.value },
        { n: 1, value: begin.value },
        { n: 2, value: go.value },
      ],
    };
  },
  drive: byRequest,
};

const WINDS = ['north', 'east', 'south', 'west'];

/**
 * Four events that come at the same moment, to several replicas.
 *
 * @type {import('./scenario.mjs').Scenario}
 */
export const meets = {
  workflow: 'meets',
  weight: 2,
  input: (random) => ({ value: anyValue(random), fail: refusals(random) }),
  expected({ value, fail }) {
    const winds = Object.fromEntries(WINDS.map((wind) => [wind, { wind, value }]));
    return {
      data: { value, fail, ...winds, join: answered('join', value, fail) },
      steps: { join: fail + 1 },
      nodes: ['Begin', 'Wait', 'Join', 'join'],
    };
  },
  async drive(driver, run) {
    await driver.start(run);
    await driver.pause(0, 500);
    const { value } = run.input;
    const events = WINDS.map((wind) => ({
      id: `${run.id} ${wind}`,
      type: `chaos.${wind}`,
      kogitoprocrefid: run.id,
      data: { wind, value },
    }));
    await Promise.all(events.map((event) => driver.sendEvent(event)));
  },
};
