import { describe, expect, it } from '@jest/globals';
import { failed, running, source } from '../testing/samples';
import { layoutGraph } from './graph-layout';
import { failingState, stateRuns } from './node-status';
import { buildStateGraph, END_ID, START_ID } from './state-graph';

const graph = buildStateGraph(source);

describe('buildStateGraph', () => {
  it('finds states and every way between them', () => {
    expect(graph?.nodes.map((node) => node.id)).toEqual([START_ID, 'Choose', 'Fly', 'Walk', 'Wait', END_ID]);
    expect(graph?.edges.map(({ from, to, kind, label }) => [from, to, kind, label])).toEqual([
      [START_ID, 'Choose', 'transition', undefined],
      ['Choose', 'Fly', 'condition', '.far'],
      ['Choose', 'Walk', 'default', 'otherwise'],
      ['Fly', 'Wait', 'transition', undefined],
      ['Fly', 'Walk', 'error', 'sold out'],
      ['Walk', END_ID, 'transition', undefined],
      ['Wait', END_ID, 'transition', undefined],
    ]);
  });

  it('reads JSON, transition and end objects, events and compensation', () => {
    const json = JSON.stringify({
      start: { stateName: 'A' },
      states: [
        {
          name: 'A',
          type: 'switch',
          eventConditions: [{ eventRef: 'paid', transition: { nextState: 'B' } }],
        },
        { name: 'B', type: 'operation', compensatedBy: 'C', end: { terminate: true } },
        { name: 'C', type: 'inject', usedForCompensation: true },
      ],
    });
    expect(buildStateGraph(json)?.edges.map(({ from, to, kind }) => `${from} ${to} ${kind}`)).toEqual([
      `${START_ID} A transition`,
      'A B event',
      `B ${END_ID} transition`,
      'B C compensation',
    ]);
  });

  it.each(['', 'just text', '{', 'states: {}', 'states: [1, {type: inject}]', '<html></html>'])(
    'draws nothing for %j',
    (text) => {
      expect(buildStateGraph(text)).toBeUndefined();
    },
  );

  it('leaves out ways to states that do not exist', () => {
    const text = 'states: [{name: A, type: inject, transition: Nowhere}]';
    expect(buildStateGraph(text)?.edges.map((edge) => edge.to)).toEqual(['A']);
  });
});

describe('layoutGraph', () => {
  it('places all states without overlap, and gives parallel ways different labels', () => {
    const text = `states:
  - {name: A, type: switch, dataConditions: [{condition: .x, transition: B}], defaultCondition: {transition: B}}
  - {name: B, type: inject, end: true}`;
    const parallel = buildStateGraph(text);
    if (!parallel) {
      throw new Error('no graph');
    }
    const { boxes, lines } = layoutGraph(parallel);
    const a = boxes.get('A');
    const b = boxes.get('B');
    expect(a && b && a.y + a.height < b.y).toBe(true);
    expect(new Set([...lines.values()].map((line) => JSON.stringify(line.label))).size).toBe(lines.size);
  });
});

describe('stateRuns', () => {
  it('tells how each entered state stands', () => {
    if (!graph) {
      throw new Error('no graph');
    }
    expect([...stateRuns(graph, running)]).toEqual([
      ['Choose', { status: 'completed', count: 1 }],
      ['Fly', { status: 'completed', count: 1 }],
      ['Wait', { status: 'active', count: 1 }],
    ]);
    expect(stateRuns(graph, failed).get('Fly')?.status).toBe('failed');
    expect(failingState(graph, failed)?.name).toBe('Fly');
  });

  it('does not take an action for a state of the same name', () => {
    if (!graph) {
      throw new Error('no graph');
    }
    const nodes = [{ id: 'x', parent: 'n2', name: 'Walk', enter: running.start ?? '' }];
    expect(stateRuns(graph, { ...running, nodes }).size).toBe(0);
  });

  it('counts how often a state was entered and shows the last time', () => {
    if (!graph) {
      throw new Error('no graph');
    }
    const nodes = ['a', 'b'].map((id) => ({
      id,
      name: 'Choose',
      definitionId: '/states/0',
      enter: running.start ?? '',
    }));
    expect(stateRuns(graph, { ...running, nodes }).get('Choose')).toEqual({ status: 'active', count: 2 });
  });
});
