import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a workflows folder for the work and removes it afterwards. @param documents - by workflow id */
export async function withWorkflows(documents, work) {
  const folder = await mkdtemp(join(tmpdir(), 'orchestrator-bench-workflows-'));
  try {
    for (const [id, document] of Object.entries(documents)) {
      await mkdir(join(folder, id));
      await writeFile(join(folder, id, `${id}.sw.json`), JSON.stringify({ id, ...HEAD, ...document }));
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const HEAD = { version: '1.0', specVersion: '0.8' };

/** Nothing from outside: one state that sets data. */
export const zeroStep = {
  start: 'Set',
  states: [{ name: 'Set', type: 'inject', data: { done: true }, end: true }],
};

/** Three calls in a row, each with what the one before it gave. */
export function threeStep(target) {
  const names = ['Reserve', 'Charge', 'Ship'];
  return {
    start: names[0],
    functions: names.map((name) => ({
      name: name.toLowerCase(),
      type: 'custom',
      operation: `rest:POST:${target}/${name.toLowerCase()}`,
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
