import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTemporaryFolder } from '../processes/temporary-folder.mjs';

/** Writes a workflows folder for the work and removes it afterwards. @param documents - by workflow id */
export function withWorkflows(documents, work) {
  return withTemporaryFolder('workflows', async (folder) => {
    for (const [id, document] of Object.entries(documents)) {
      await mkdir(join(folder, id));
      await writeFile(join(folder, id, `${id}.sw.json`), JSON.stringify({ id, ...HEAD, ...document }));
    }
    return work(folder);
  });
}

const HEAD = { version: '1.0', specVersion: '0.8' };

/** Nothing from outside: one state that sets data. */
export const zeroStep = {
  start: 'Set',
  states: [{ name: 'Set', type: 'inject', data: { done: true }, end: true }],
};

/** Three calls in a row, each with what the one before it gave. */
export const threeStep = (target) => inARow((name) => `rest:POST:${target}/${name}`);

/** The same with calls to a function of the process itself. */
export const steps = inARow((name) => `service:bench::${name}`);

function inARow(operation) {
  const names = ['Reserve', 'Charge', 'Ship'];
  return {
    start: names[0],
    functions: names.map((name) => ({
      name: name.toLowerCase(),
      type: 'custom',
      operation: operation(name.toLowerCase()),
    })),
    states: names.map((name, at) => ({
      name,
      type: 'operation',
      actions: [
        {
          functionRef: { refName: name.toLowerCase(), arguments: { order: '${ .order }' } },
          actionDataFilter: { toStateData: `\${ .${name.toLowerCase()} }` },
        },
      ],
      ...(at + 1 < names.length ? { transition: names[at + 1] } : { end: true }),
    })),
  };
}

const correlated = (name) => ({
  name,
  type: name,
  source: '',
  correlation: [{ contextAttributeName: 'order' }],
});

/** Begins with one event and waits for another one about the same order. */
export const orders = {
  start: 'Ordered',
  events: [correlated('ordered'), correlated('paid')],
  states: [
    { name: 'Ordered', type: 'event', onEvents: [{ eventRefs: ['ordered'] }], transition: 'Paid' },
    { name: 'Paid', type: 'event', onEvents: [{ eventRefs: ['paid'] }], end: true },
  ],
};

/** Waits for somebody's word. */
export const approval = {
  start: 'Wait',
  events: [{ name: 'approved', type: 'approved', source: '' }],
  states: [{ name: 'Wait', type: 'event', onEvents: [{ eventRefs: ['approved'] }], end: true }],
};

/** Fails at its second state: nobody defined the error that it raises. */
export const refusal = {
  start: 'Begin',
  functions: [{ name: 'refuse', type: 'expression', operation: 'error("The order was refused.")' }],
  states: [
    { name: 'Begin', type: 'inject', data: { begun: true }, transition: 'Judge' },
    { name: 'Judge', type: 'operation', actions: [{ functionRef: { refName: 'refuse' } }], end: true },
  ],
};

/** Waits for an hour. */
export const nap = {
  start: 'Nap',
  states: [{ name: 'Nap', type: 'sleep', duration: 'PT1H', end: true }],
};

/** A document like those that people write; each number gives another one. */
export function sample(number) {
  const judges = Array.from({ length: 1 + (number % 5) }, (_, at) => ({
    name: `Judge ${at}`,
    type: 'switch',
    dataConditions: [
      {
        condition: `\${ .amount > ${1000 * (at + 1) + number} and (.items | length) > ${at} }`,
        transition: 'Call',
      },
    ],
    defaultCondition: { transition: at === number % 5 ? 'Tell' : `Judge ${at + 1}` },
  }));
  return {
    name: `Sample ${number}`,
    description: `Decides about requests of kind ${number}.`,
    start: 'Begin',
    autoRetries: true,
    functions: [
      { name: 'book', type: 'custom', operation: `rest:POST:http://localhost/book/${number}` },
      {
        name: 'tell',
        type: 'expression',
        operation: `{ result: { message: "Kind ${number}: \\(.amount)" } }`,
      },
    ],
    retries: [{ name: 'often', delay: 'PT1S', maxAttempts: 3 + number }],
    states: [
      { name: 'Begin', type: 'inject', data: { amount: number, items: [] }, transition: 'Judge 0' },
      ...judges,
      {
        name: 'Call',
        type: 'operation',
        actions: [
          {
            functionRef: { refName: 'book', arguments: { amount: '${ .amount }', kind: number } },
            actionDataFilter: { results: '${ .booking }', toStateData: '${ .booking }' },
            retryRef: 'often',
          },
        ],
        transition: 'Tell',
      },
      { name: 'Tell', type: 'operation', actions: [{ functionRef: { refName: 'tell' } }], end: true },
    ],
  };
}
