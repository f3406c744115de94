import { describe, expect, it } from 'vitest';
import type { Json } from '../json.js';
import { loadDefinition } from '../load.js';
import type { Program } from '../program/program.js';
import { StoredResources } from '../resources.js';
import { corpusIsPresent, documentsOf, loadFrom, suiteName } from '../sw08/corpus.fixture.js';
import { graphOf } from './graph.js';
import type { Graph } from './graph.js';

async function programOf(document: { readonly [property: string]: Json }): Promise<Program> {
  const text = JSON.stringify({ id: 'a', start: 'A', ...document }, null, 2);
  const { program, findings } = await loadDefinition('a/a.sw.json', text, new StoredResources(new Map()));
  if (!program) throw new Error(JSON.stringify(findings));
  return program;
}

/** `from -kind label-> to` by the names of the nodes. */
function arrows({ nodes, edges }: Graph): string[] {
  const name = (id: string): string => nodes.find((node) => node.id === id)?.name ?? '?';
  return edges.map(
    ({ from, to, kind, label }) =>
      `${name(from)} -${kind}${label === undefined ? '' : ` ${label}`}-> ${name(to)}`,
  );
}

const events = [
  { name: 'in', type: 'in', source: '' },
  { name: 'out', type: 'out', kind: 'produced' },
];

describe('graphOf', () => {
  it('has the start, the states and the ends, with their places in the document', async () => {
    const states = [
      { name: 'A', type: 'inject', data: {}, transition: 'B' },
      { name: 'B', type: 'sleep', duration: 'PT1S', end: { terminate: true } },
      { name: 'Lost', type: 'inject', data: {}, end: true },
    ];
    const graph = graphOf(await programOf({ states }));
    expect(graph.nodes).toEqual([
      { id: 'start', name: 'Start', kind: 'start', type: 'start' },
      { id: '/states/0', name: 'A', kind: 'state', type: 'inject', position: { line: 5, column: 5 } },
      { id: '/states/1', name: 'B', kind: 'state', type: 'sleep', position: { line: 11, column: 5 } },
      { id: '/states/2', name: 'Lost', kind: 'state', type: 'inject', position: { line: 19, column: 5 } },
      { id: 'end:terminate', name: 'Terminate', kind: 'end', type: 'terminate' },
      { id: 'end', name: 'End', kind: 'end', type: 'end' },
    ]);
    expect(arrows(graph)).toEqual([
      'Start -transition-> A',
      'A -transition-> B',
      'B -transition-> Terminate',
      'Lost -transition-> End',
    ]);
  });

  it('shows why each way is taken', async () => {
    const states = [
      {
        name: 'A',
        type: 'switch',
        dataConditions: [
          { name: 'big', condition: '.n > 5', transition: 'B' },
          { condition: '.n < 0', end: true },
        ],
        defaultCondition: { transition: 'C' },
      },
      {
        name: 'B',
        type: 'switch',
        eventConditions: [{ eventRef: 'in', transition: 'C' }],
        defaultCondition: { end: true },
        timeouts: { eventTimeout: 'PT1S' },
      },
      {
        name: 'C',
        type: 'operation',
        actions: [],
        onErrors: [{ errorRefs: ['x', 'y'], transition: 'D' }],
        compensatedBy: 'Undo',
        end: true,
      },
      { name: 'D', type: 'inject', data: {}, end: true },
      { name: 'Undo', type: 'inject', data: {}, usedForCompensation: true },
    ];
    const errors = [
      { name: 'x', code: '404' },
      { name: 'y', code: '500' },
    ];
    expect(arrows(graphOf(await programOf({ states, events, errors })))).toEqual([
      'Start -transition-> A',
      'A -condition big-> B',
      'A -condition .n < 0-> End',
      'A -default-> C',
      'B -event in-> C',
      'B -timeout-> End',
      'C -transition-> End',
      'C -error x, y-> D',
      'C -compensation-> Undo',
      'D -transition-> End',
      'Undo -transition-> End',
    ]);
  });

  it('tells what happens on the way from one state to the next', async () => {
    const produceEvents = [{ eventRef: 'out' }];
    const states = [
      {
        name: 'A',
        type: 'inject',
        data: {},
        transition: { nextState: 'B', produceEvents, compensate: true },
      },
      { name: 'B', type: 'inject', data: {}, end: { continueAs: 'other' } },
    ];
    const { edges, nodes } = graphOf(await programOf({ states, events }));
    expect(edges.map(({ to, steps }) => [to, steps.map(({ type, name }) => `${type} ${name}`)])).toEqual([
      ['/states/0', []],
      ['/states/1', ['emit out', 'compensate compensate']],
      ['end:continue:other', ['continue other']],
    ]);
    expect(nodes.at(-1)).toMatchObject({ name: 'Continue as other', kind: 'end' });
  });

  it('holds branches and actions as parts of their states, in sequence where they run so', async () => {
    const call = (name: string) => ({ name, functionRef: { refName: 'log', arguments: { message: 'x' } } });
    const states = [
      {
        name: 'A',
        type: 'parallel',
        branches: [
          { name: 'left', actions: [call('one'), call('two')] },
          { name: 'right', actions: [{ subFlowRef: 's' }] },
        ],
        transition: 'B',
      },
      { name: 'B', type: 'callback', action: call('ask'), eventRef: 'in', end: true },
    ];
    const functions = [{ name: 'log', type: 'custom', operation: 'sysout' }];
    const graph = graphOf(await programOf({ states, functions, events }));
    expect(graph.nodes.map(({ name, kind, type, parent }) => [name, kind, type, parent])).toEqual([
      ['Start', 'start', 'start', undefined],
      ['A', 'state', 'parallel', undefined],
      ['left', 'branch', 'do', '/states/0'],
      ['one', 'action', 'call', '/states/0/branches/0'],
      ['two', 'action', 'call', '/states/0/branches/0'],
      ['right', 'branch', 'do', '/states/0'],
      ['s', 'action', 'run', '/states/0/branches/1'],
      ['B', 'state', 'callback', undefined],
      ['ask', 'action', 'call', '/states/1'],
      ['End', 'end', 'end', undefined],
    ]);
    expect(arrows(graph)).toContain('one -transition-> two');
  });

  it('shows what runs before a workflow timeout', async () => {
    const states = [
      { name: 'A', type: 'inject', data: {}, end: true },
      { name: 'B', type: 'inject', data: {}, end: true },
    ];
    const timeouts = { workflowExecTimeout: { duration: 'PT1H', runBefore: 'B' } };
    expect(arrows(graphOf(await programOf({ states, timeouts })))).toContain(
      'Start -timeout workflow timeout-> B',
    );
  });
});

describe.skipIf(!corpusIsPresent)(suiteName('graphs of published workflows'), () => {
  it.each(['sonataflow', 'rhdh-workflows', 'spec-0.8-examples'])(
    'connect existing nodes and show every state (%s)',
    async (collection) => {
      let drawn = 0;
      for (const file of documentsOf(collection)) {
        const { program } = await loadFrom(collection, file, 'sonataflow');
        if (!program) continue;
        drawn++;
        const { nodes, edges } = graphOf(program);
        const ids = new Set(nodes.map(({ id }) => id));
        expect(ids.size, file).toBe(nodes.length);
        for (const { from, to } of edges)
          expect(ids.has(from) && ids.has(to), `${file} ${from} ${to}`).toBe(true);
        for (const { parent } of nodes) expect(parent === undefined || ids.has(parent), file).toBe(true);
        for (const state of program.states) expect(ids.has(state), `${file} ${state}`).toBe(true);
        const entered = new Set(edges.map(({ to }) => to));
        expect(entered.has(program.start), file).toBe(true);
      }
      expect(drawn).toBeGreaterThan(10);
    },
    60_000,
  );
});
