import { describe, expect, it } from 'vitest';
import type { Json } from '../../json.js';
import { told } from '../checked-document.fixture.js';

const inject = (name: string, then: { [key: string]: Json } = { end: true }) => ({
  name,
  type: 'inject',
  data: {},
  ...then,
});
const to = (transition: Json) => ({ transition });

describe('compensation', () => {
  const codes = [
    'not-for-compensation',
    'nested-compensation',
    'transition-to-compensation',
    'transition-from-compensation',
  ];
  const undo = { ...inject('Undo', {}), usedForCompensation: true };

  it('is fine when it is kept apart', async () => {
    const states = [
      { ...inject('A', to('B')), compensatedBy: 'Undo' },
      inject('B', { end: { compensate: true } }),
      { ...undo, ...to('More') },
      { ...undo, name: 'More' },
    ];
    expect(await told(codes, { states })).toEqual([]);
    expect(await told(codes, { states }, 'spec')).toEqual([]);
  });

  it('needs a state that is meant for it', async () => {
    const states = [{ ...inject('A', to('B')), compensatedBy: 'B' }, inject('B')];
    expect(await told(codes, { states })).toEqual([
      'error not-for-compensation "B" can\'t undo a state; add "usedForCompensation: true" to it or name another state.',
    ]);
  });

  it('cannot wait for events', async () => {
    const waiting = { name: 'W', type: 'event', onEvents: [{ eventRefs: ['e'] }], usedForCompensation: true };
    const states = [{ ...inject('A'), compensatedBy: 'W' }, waiting];
    const events = [{ name: 'e', type: 't', source: '' }];
    expect(await told(codes, { states, events })).toEqual([expect.stringContaining('"W" waits for events')]);
  });

  it('cannot be undone itself', async () => {
    const states = [
      { ...inject('A'), compensatedBy: 'Undo' },
      { ...undo, compensatedBy: 'Again' },
      { ...undo, name: 'Again' },
    ];
    expect(await told(codes, { states })).toEqual([
      expect.stringContaining('error nested-compensation "Undo"'),
    ]);
  });

  it('has no transition to it and none out of it', async () => {
    const states = [
      { ...inject('A', to('Undo')), compensatedBy: 'Undo' },
      { ...undo, ...to('B') },
      inject('B'),
    ];
    expect(await told(codes, { states })).toEqual([
      expect.stringContaining('error transition-to-compensation "Undo" undoes another state'),
      expect.stringContaining('error transition-from-compensation "Undo" undoes another state'),
    ]);
  });

  it('does not begin a workflow', async () => {
    const states = [undo, { ...inject('A'), compensatedBy: 'Undo' }];
    expect(await told(codes, { states, start: 'Undo' })).toEqual([
      expect.stringContaining(
        'error transition-to-compensation "Undo" undoes another state, so the workflow can\'t start there',
      ),
    ]);
  });

  it('may leave through an error in the dialect of SonataFlow only', async () => {
    const failing = {
      name: 'Undo',
      type: 'operation',
      actions: [],
      usedForCompensation: true,
      onErrors: [{ errorRef: 'e', ...to('B') }],
    };
    const states = [{ ...inject('A', to('B')), compensatedBy: 'Undo' }, failing, inject('B')];
    const errors = [{ name: 'e', code: '500' }];
    expect(await told(codes, { states, errors })).toEqual([]);
    expect(await told(codes, { states, errors }, 'spec')).toEqual([
      expect.stringContaining('error transition-from-compensation'),
    ]);
  });
});

describe('states before a workflow timeout', () => {
  const timeouts = { workflowExecTimeout: { duration: 'PT1H', runBefore: 'R' } };

  it('are fine when they are kept apart and end', async () => {
    const states = [inject('A'), inject('R', to('S')), inject('S')];
    expect(await told('run-before', { states, timeouts }, 'spec')).toEqual([]);
  });

  it.each([
    ['no transition leads to them', [inject('A', to('R')), inject('R')], 'no other state may lead to it'],
    [
      'they do not lead into the workflow',
      [inject('A', to('B')), inject('B'), inject('R', to('B'))],
      'no other state may lead to it',
    ],
    ['they end', [inject('A'), inject('R', to('R'))], 'never end'],
    [
      'they undo no state',
      [inject('A'), { ...inject('R'), usedForCompensation: true }],
      'undoes another state',
    ],
  ])('have to be such that %s', async (_, states, part) => {
    expect(await told('run-before', { states, timeouts }, 'spec')).toEqual([
      expect.stringMatching(`^error .*${part}`),
    ]);
    expect(await told('run-before', { states, timeouts })).toEqual([
      expect.stringMatching(`^warning .*${part}`),
    ]);
  });

  it('do not begin the workflow', async () => {
    expect(await told('run-before', { states: [inject('R')], start: 'R', timeouts }, 'spec')).toEqual([
      expect.stringContaining('The workflow starts with'),
    ]);
  });
});
