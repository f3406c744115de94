import { expect, it } from 'vitest';
import { NOW, Run, workflow } from './run.fixture.js';

it('a trace lists calls inside the engine as actions and those outside as work items', async () => {
  const program = await workflow(`
  - {name: Op, type: operation, actions: [{functionRef: sum}, {functionRef: {refName: log, arguments: {message: .a}}}, {functionRef: get}], end: true}
`);
  const types = Run.start(program, { a: 1, b: 2 }).trace.flatMap((entry) =>
    entry.type === 'entered' ? [[entry.name, entry.nodeType]] : [],
  );
  expect(types).toEqual([
    ['Op', 'CompositeContextNode'],
    ['sum', 'ActionNode'],
    ['log', 'ActionNode'],
    ['get', 'WorkItemNode'],
  ]);
});

it('a trace tells which node is around another one, and what each was given', async () => {
  const program = await workflow(`
  - {name: Op, type: operation, actions: [{name: one, functionRef: {refName: get, arguments: {n: 1}}}, {name: two, functionRef: {refName: get, arguments: {n: 2}}}], end: true}
`);
  const run = Run.start(program);
  const entered = { type: 'entered', at: NOW } as const;
  expect(run.trace).toEqual([
    { ...entered, node: 'run:1', task: '/states/0', name: 'Op', nodeType: 'CompositeContextNode' },
    {
      ...entered,
      node: 'run:2',
      task: '/states/0/actions/0',
      name: 'one',
      nodeType: 'WorkItemNode',
      parent: 'run:1',
      input: { n: 1 },
    },
  ]);
});
