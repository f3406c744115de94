import { describe, expect, it } from 'vitest';
import { Cursor } from '../document/cursor.js';
import { SourceDocument } from '../document/document.js';
import type { Finding } from '../finding.js';
import type { Json } from '../json.js';
import type { Dialect } from '../program/dialect.js';
import { checkDocument, checkSection } from './check-document.js';

function findings(text: string, dialect: Dialect = 'sonataflow'): Finding[] {
  const { document, findings } = SourceDocument.parse({ path: 'a.sw.yaml', text, format: 'yaml' });
  if (document) checkDocument(Cursor.root(document, findings), dialect);
  return findings;
}

/** `line severity code message` of each finding about a document with these states. */
function told(states: readonly Json[], dialect?: Dialect, more: { [section: string]: Json } = {}): string[] {
  const document = { id: 'a', specVersion: '0.8', start: 'A', ...more, states };
  return findings(JSON.stringify(document), dialect).map(({ severity, code, message }) =>
    [severity, code, message].join(' '),
  );
}

const done = { name: 'A', type: 'inject', data: {}, end: true };

describe('checkDocument', () => {
  it('is content with every kind of state', () => {
    const action = { functionRef: { refName: 'f', arguments: { a: 1 } }, condition: '.a' };
    const then = { transition: { nextState: 'A', produceEvents: [{ eventRef: 'e', data: { a: 1 } }] } };
    const states = [
      {
        name: 'B',
        type: 'operation',
        actionMode: 'parallel',
        actions: [action, { subFlowRef: 'x' }],
        ...then,
      },
      {
        name: 'C',
        type: 'event',
        onEvents: [{ eventRefs: ['e'], actions: [action] }],
        end: { terminate: true },
      },
      { name: 'D', type: 'switch', dataConditions: [{ condition: '.a', end: true }], defaultCondition: then },
      { name: 'E', type: 'switch', eventConditions: [{ eventRef: 'e', ...then }], defaultCondition: then },
      {
        name: 'F',
        type: 'sleep',
        duration: 'PT1S',
        timeouts: { stateExecTimeout: { total: 'PT2S' } },
        ...then,
      },
      { name: 'G', type: 'parallel', branches: [{ name: 'b', actions: [action] }], numCompleted: 1, ...then },
      { name: 'H', type: 'foreach', inputCollection: '.l', batchSize: 2, actions: [action], ...then },
      { name: 'I', type: 'callback', action, eventRef: 'e', onErrors: [{ errorRef: 'x', ...then }], ...then },
      { name: 'J', type: 'inject', data: { a: 1 }, usedForCompensation: true },
    ];
    expect(told([done, ...states], 'spec')).toEqual([]);
  });

  it('tells what has the wrong type, and what it should be', () => {
    expect(told([{ ...done, end: 'soon', stateDataFilter: [] }])).toEqual([
      'error wrong-type "stateDataFilter" must be an object, but it is a list.',
      'error wrong-type "end" must be true or false or an object, but it is a text.',
    ]);
  });

  it('tells what is missing, with the place where it belongs', () => {
    const text = ['id: a', 'states:', '  - name: A', '    type: sleep', '    end: true'].join('\n');
    expect(findings(text)).toMatchObject([
      {
        severity: 'error',
        code: 'missing-property',
        message: '"duration" is missing here; add it.',
        line: 3,
      },
    ]);
  });

  it('suggests the name that was meant, and points at the misspelt one', () => {
    const text = 'id: a\nstates:\n  - name: A\n    type: inject\n    dat: {}\n    end: true\n    foo: 1\n';
    expect(findings(text).filter(({ code }) => code === 'unknown-property')).toMatchObject([
      {
        severity: 'warning',
        message: 'A state of type "inject" has no property "dat"; did you mean "data"?',
        line: 5,
        column: 5,
      },
      { message: 'A state of type "inject" has no property "foo"; it has no effect, so remove it.', line: 7 },
    ]);
  });

  it('does not suggest another name for what belongs to another type of state', () => {
    expect(told([{ ...done, branches: [], onErrors: [] }])).toEqual([
      'warning unknown-property A state of type "inject" has no property "branches"; it has no effect, so remove it.',
      'warning unknown-property A state of type "inject" has no property "onErrors"; it has no effect, so remove it.',
    ]);
  });

  it('allows any property at the top level, but hints at a misspelt one', () => {
    expect(told([done], 'spec', { 'x-mine': 1, extensions: [], function: [] })).toEqual([
      'hint unknown-property A workflow has no property "function"; did you mean "functions"?',
    ]);
  });

  it('suggests a word where one of a few is wanted', () => {
    const state = { name: 'P', type: 'parallel', branches: [], completionType: 'atleast', end: true };
    expect(told([done, state, { name: 'X', type: 'opertion' }, { name: 'Y', type: 'zzz' }])).toEqual([
      'error unknown-value "atleast" is no completionType; did you mean "atLeast"?',
      'error unknown-type "opertion" is no type; did you mean "operation"?',
      expect.stringContaining('error unknown-type "zzz" is no type; use one of "event", "operation"'),
    ]);
  });

  it('asks for exactly one of what excludes each other', () => {
    const both = { functionRef: 'f', subFlowRef: 's' };
    expect(told([{ name: 'A', type: 'operation', actions: [{}, both], end: true }])).toEqual([
      'error missing-property One of "functionRef", "eventRef", "subFlowRef" is needed here; add it.',
      'error conflicting-properties "functionRef" and "subFlowRef" exclude each other; keep the one that you mean.',
    ]);
    expect(
      told([
        { ...done, transition: 'A' },
        { name: 'B', type: 'inject', data: {} },
      ]),
    ).toEqual([
      expect.stringContaining('error transition-and-end'),
      expect.stringContaining('error missing-transition'),
    ]);
  });

  it('asks a compensating state for neither transition nor end', () => {
    expect(told([done, { name: 'B', type: 'inject', data: {}, usedForCompensation: true }])).toEqual([]);
  });

  it.each([
    ['a text without quotes', { version: 1 }, 'unquoted-text'],
    ['a flag in quotes', { keepActive: 'true' }, 'quoted-value'],
    ['a property without a value', { description: null }, 'empty-property'],
    ['an empty list', { events: [] }, 'empty-list'],
  ])('hints at %s in the dialect of SonataFlow, and warns by the text', (_, more, code) => {
    expect(findings(JSON.stringify({ id: 'a', specVersion: '0.8', ...more, states: [done] }))).toMatchObject([
      { severity: 'hint', code },
    ]);
    expect(told([done], 'spec', more)).toEqual([expect.stringContaining(`warning ${code}`)]);
  });

  it.each([
    ['arguments as text', { functionRef: { refName: 'f', arguments: '.a' } }],
    ['an event reference without result event', { eventRef: { triggerEventRef: 'e', data: ['.a'] } }],
  ])('says nothing about %s in the dialect of SonataFlow', (_, action) => {
    expect(told([{ name: 'A', type: 'operation', actions: [action], end: true }])).toEqual([]);
  });

  it('warns about such arguments by the text', () => {
    const action = { functionRef: { refName: 'f', arguments: '.a' } };
    expect(told([{ name: 'A', type: 'operation', actions: [action], end: true }], 'spec')).toEqual([
      'warning wrong-type "arguments" must be an object, but it is a text.',
    ]);
  });

  it('keeps numbers within their range', () => {
    expect(told([done], 'spec', { retries: [{ name: 'r', maxAttempts: -1, jitter: 3 }] })).toEqual([
      'error out-of-range "maxAttempts" must be 0 or more.',
      'error out-of-range "jitter" must be between 0 and 1.',
    ]);
  });

  it('refuses an empty list of events, and warns of one that names an event twice', () => {
    const waiting = (eventRefs: string[]) => ({
      name: 'A',
      type: 'event',
      onEvents: [{ eventRefs }],
      end: true,
    });
    expect(told([waiting([])])).toEqual([expect.stringContaining('error empty-list')]);
    expect(told([waiting(['e', 'e'])])).toEqual([expect.stringContaining('warning duplicate-item')]);
  });

  it('treats names such as __proto__ as any other name', () => {
    const text =
      '{"id":"a","states":[{"name":"A","type":"inject","data":{},"end":true,"__proto__":{},"constructor":1}]}';
    expect(findings(text).map(({ message }) => message)).toEqual([
      expect.stringContaining('no property "__proto__"'),
      expect.stringContaining('no property "constructor"'),
    ]);
  });
});

describe('checkSection', () => {
  it('checks a section that stands in a file of its own', () => {
    const text = '{"functions": [{"name": "f", "opration": "sysout"}]}';
    const { document, findings } = SourceDocument.parse({ path: 'functions.json', text, format: 'json' });
    if (!document) throw new Error('The text of the test is not JSON.');
    checkSection(Cursor.root(document, findings).get('functions'), 'functions', 'sonataflow');
    expect(findings.map(({ file, code, message }) => [file, code, message])).toEqual([
      [
        'functions.json',
        'unknown-property',
        'A function has no property "opration"; did you mean "operation"?',
      ],
      ['functions.json', 'missing-property', '"operation" is missing here; add it.'],
    ]);
  });
});
