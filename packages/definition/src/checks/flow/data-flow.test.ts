import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json.js';
import { told } from '../checked-document.fixture.js';

const files = { 'input.json': { type: 'object', properties: { order: {}, customer: {} } } };

/** The keys that are read and not written, in the order of the document. */
async function unwritten(
  states: readonly Json[],
  more: { [property: string]: Json } = {},
): Promise<string[]> {
  const functions = [
    { name: 'call', type: 'custom', operation: 'rest:GET:http://localhost/' },
    { name: 'log', type: 'custom', operation: 'sysout' },
    { name: 'sum', type: 'expression', operation: '{ total: 1 }' },
  ];
  const events = [
    { name: 'e', type: 't', source: '' },
    { name: 'p', type: 'p', kind: 'produced' },
  ];
  const document = { dataInputSchema: 'input.json', functions, events, states, ...more };
  const findings = await told('unwritten-key', document, 'sonataflow', files);
  return findings.map((text) => /Nothing writes (.*) before/.exec(text)?.[1] ?? text);
}

const read = (key: string, name = 'A', then: JsonObject = { end: true }) => ({
  name,
  type: 'operation',
  actions: [{ functionRef: { refName: 'log', arguments: { message: `.${key}` } } }],
  ...then,
});
const act = (action: JsonObject, next = 'B') => ({
  name: 'A',
  type: 'operation',
  actions: [action],
  transition: next,
});

describe('keys that nothing writes', () => {
  it('are hinted at when the input schema does not list them', async () => {
    expect(await unwritten([read('order.id')])).toEqual([]);
    expect(await unwritten([read('ordr.id')])).toEqual(['".ordr"']);
  });

  it('may come with the input when there is no schema', async () => {
    expect(await unwritten([read('ordr')], { dataInputSchema: null })).toEqual([]);
  });

  it('are known after inject, an expression function and toStateData', async () => {
    const inject = { name: 'A', type: 'inject', data: { flag: true }, transition: 'B' };
    expect(await unwritten([inject, read('flag', 'B')])).toEqual([]);
    expect(await unwritten([act({ functionRef: 'sum' }), read('total', 'B')])).toEqual([]);
    const stored = { functionRef: 'call', actionDataFilter: { toStateData: '.reply.body' } };
    expect(await unwritten([act(stored), read('reply', 'B')])).toEqual([]);
    expect(await unwritten([act(stored), read('body', 'B')])).toEqual(['".body"']);
  });

  it('may come with the result of a call that is merged, unless its filter says what is left of it', async () => {
    expect(await unwritten([act({ functionRef: 'call' }), read('x', 'B')])).toEqual([]);
    const filtered = { functionRef: 'call', actionDataFilter: { results: '{ y: .x }' } };
    expect(await unwritten([act(filtered), read('y', 'B')])).toEqual([]);
    expect(await unwritten([act(filtered), read('x', 'B')])).toEqual(['".x"']);
    const dropped = { functionRef: 'call', actionDataFilter: { useResults: false } };
    expect(await unwritten([act(dropped), read('x', 'B')])).toEqual(['".x"']);
  });

  it('are gone after a filter of the state', async () => {
    const state = {
      ...read('order', 'A', { transition: 'B' }),
      stateDataFilter: { output: '${ { id: .order.id } }' },
    };
    expect(await unwritten([state, read('id', 'B', { transition: 'C' }), read('order', 'C')])).toEqual([
      '".order"',
    ]);
  });

  it('count as written when one of several ways writes them', async () => {
    const choice = {
      name: 'A',
      type: 'switch',
      dataConditions: [{ condition: '.order.big', transition: 'I' }],
      defaultCondition: { transition: 'B' },
    };
    const inject = { name: 'I', type: 'inject', data: { flag: true }, transition: 'B' };
    expect(await unwritten([choice, inject, read('flag', 'B')])).toEqual([]);
  });

  it('count as written when a loop writes them later', async () => {
    const loop = {
      name: 'A',
      type: 'switch',
      dataConditions: [{ condition: '.count < 3', transition: 'I' }],
      defaultCondition: { end: true },
    };
    const inject = { name: 'I', type: 'inject', data: { count: 3 }, transition: 'A' };
    expect(await unwritten([loop, inject])).toEqual([]);
  });

  it('may come with an event, also with one that starts the workflow', async () => {
    const waiting = { name: 'A', type: 'event', onEvents: [{ eventRefs: ['e'] }], transition: 'B' };
    expect(await unwritten([waiting, read('x', 'B')])).toEqual([]);
    const later = {
      ...waiting,
      name: 'E',
      onEvents: [{ eventRefs: ['e'], eventDataFilter: { toStateData: '.reply' } }],
    };
    expect(await unwritten([act({ functionRef: 'log' }, 'E'), later, read('reply', 'B')])).toEqual([]);
  });

  it('of an item are seen inside of its loop, and the results after it', async () => {
    const loop = {
      name: 'A',
      type: 'foreach',
      inputCollection: '.order.items',
      iterationParam: 'item',
      outputCollection: '.done',
      actions: [{ functionRef: { refName: 'log', arguments: { message: '.item.name' } } }],
      transition: 'B',
    };
    expect(await unwritten([loop, read('done', 'B', { transition: 'C' }), read('item', 'C')])).toEqual([
      '".item"',
    ]);
  });

  it('are those before a failure as well', async () => {
    const failing = {
      name: 'A',
      type: 'operation',
      actions: [{ functionRef: 'sum' }, { functionRef: 'call', actionDataFilter: { toStateData: '.reply' } }],
      stateDataFilter: { output: '{ reply: .reply }' },
      onErrors: [{ errorRef: 'x', transition: 'B' }],
      end: true,
    };
    const errors = [{ name: 'x', code: '500' }];
    expect(
      await unwritten([failing, read('total', 'B', { transition: 'C' }), read('lost', 'C')], { errors }),
    ).toEqual(['".lost"']);
  });

  it('are told of events that are sent, of subflows and continuations', async () => {
    const end = {
      produceEvents: [{ eventRef: 'p', data: { a: '.lost1' } }],
      continueAs: { workflowId: 'x', data: '${ .lost2 }' },
    };
    const state = {
      ...act({ subFlowRef: 'x', condition: '.lost3', actionDataFilter: { useResults: false } }),
      end,
    };
    const { transition: _, ...ending } = state;
    expect(await unwritten([ending])).toEqual(['".lost3"', '".lost1"', '".lost2"']);
  });

  it('may be anything for what undoes a state', async () => {
    const undo = { ...read('x', 'U', {}), usedForCompensation: true };
    expect(await unwritten([{ ...read('order'), compensatedBy: 'U' }, undo])).toEqual([]);
  });

  it('are not told where an expression asks whether they are there', async () => {
    for (const text of ['.x // 1', '.x?', 'if .x then 1 else 2 end', '.x == null', 'has("x")', '.x | not']) {
      const message = { functionRef: { refName: 'log', arguments: { message: text } } };
      expect(await unwritten([{ ...act(message), end: true, transition: null }])).toEqual([]);
    }
  });
});
