import { answered, anyValue, byRequest, refusals } from './scenario.mjs';

/** @type {import('./scenario.mjs').Scenario} */
export const undo = {
  workflow: 'undo',
  weight: 2,
  input: (random) => ({ value: anyValue(random), fail: refusals(random), refusal: random.integer(0, 1) }),
  expected({ value, fail, refusal }) {
    const reserve = answered('reserve', value);
    const charge = answered('charge', reserve.value, fail);
    const steps = { reserve: 1, charge: fail + 1, confirm: 1 };
    const nodes = ['Charge', 'Confirm', 'Reserve', 'charge', 'confirm', 'reserve'];
    const data = { value, fail, refusal, reserve, charge };
    if (refusal === 0) return { data: { ...data, confirm: answered('confirm', charge.value) }, steps, nodes };
    return {
      data: {
        ...data,
        refund: answered('refund', charge.value),
        release: answered('release', reserve.value),
        apologise: answered('apologise', value),
      },
      steps: { ...steps, refund: 1, release: 1, apologise: 1 },
      nodes: [...nodes, 'compensate', 'Apologise', 'Refund', 'Release', 'apologise', 'refund', 'release'],
      order: ['charge', 'confirm', 'refund', 'release', 'apologise'],
    };
  },
  drive: byRequest,
};
