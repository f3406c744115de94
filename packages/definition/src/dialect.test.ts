import { describe, expect, it } from 'vitest';
import type { Json } from './json.js';
import { languageOf } from './expressions/language.js';
import type { Dialect } from './program/dialect.js';
import { findingsOf, workflow } from './sw08/compile.fixture.js';

const DATA = { name: 'Ada', n: 2 };

function inBoth<T>(ask: (dialect: Dialect) => T): { sonataflow: T; spec: T } {
  return { sonataflow: ask('sonataflow'), spec: ask('spec') };
}

/** What an argument becomes in each dialect. */
function argument(value: Json): { sonataflow: Json; spec: Json } {
  return inBoth((dialect) =>
    languageOf('jq', dialect)
      .template(value, () => undefined)
      .evaluate(DATA, {}, 0),
  );
}

/** What a filter or condition gives in each dialect; `'invalid'` when it can't be compiled. */
function value(text: string, data: Json = DATA): { sonataflow: Json; spec: Json } {
  return inBoth((dialect) => {
    try {
      return languageOf('jq', dialect).compile(text).evaluate(data, {}, 0);
    } catch {
      return 'invalid';
    }
  });
}

/** How serious each dialect takes what is wrong with a document; null where it says nothing of that kind. */
async function severity(
  code: string,
  text: string,
): Promise<{ sonataflow: string | null; spec: string | null }> {
  const { sonataflow, spec } = inBoth((dialect) => findingsOf(text, { dialect }));
  const found = (all: Awaited<typeof spec>): string | null =>
    all.find((finding) => finding.code === code)?.severity ?? null;
  return { sonataflow: found(await sonataflow), spec: found(await spec) };
}

const STATE = '- { name: A, type: inject, data: {}, end: true }';

describe('arguments in the two dialects', () => {
  it('are expressions with or without ${ } in sonataflow, and with it only in spec', () => {
    expect(argument(['.name', '${ .name }', '{{ .name }}', '12', 'keys'])).toEqual({
      sonataflow: ['Ada', 'Ada', 'Ada', 12, ['n', 'name']],
      spec: ['.name', 'Ada', '{{ .name }}', '12', 'keys'],
    });
  });

  it('take values inside of longer text in spec only', () => {
    expect(argument('Hello ${ .name }!')).toEqual({ sonataflow: 'Hello ${ .name }!', spec: 'Hello Ada!' });
  });

  it('have the escapes of plain text resolved in sonataflow only', () => {
    expect(argument('Hello\\nWorld')).toEqual({ sonataflow: 'Hello\nWorld', spec: 'Hello\\nWorld' });
  });

  it('that are JSON objects written as text are objects in sonataflow only', () => {
    expect(argument('{"a": 1}')).toEqual({ sonataflow: { a: 1 }, spec: '{"a": 1}' });
  });
});

describe('expressions in the two dialects', () => {
  it('are text with interpolated parts without quotes in sonataflow only', () => {
    expect(value('Hello \\(.name)')).toEqual({ sonataflow: 'Hello Ada', spec: 'invalid' });
  });

  it('are read as jackson-jq does in sonataflow, and as jq does in spec', () => {
    expect(value('{first: .name as $n | $n}')).toEqual({ sonataflow: { first: 'Ada' }, spec: 'invalid' });
    expect(value('.a or .b and .c', { a: true, b: true, c: false })).toEqual({
      sonataflow: false,
      spec: true,
    });
  });

  it('that are not valid are errors in spec, and fail when they are reached in sonataflow', async () => {
    const states = `
- { name: A, type: inject, data: {}, stateDataFilter: { output: '.a +' }, end: true }`;
    expect(await severity('expression-syntax', workflow(states))).toEqual({
      sonataflow: 'warning',
      spec: 'error',
    });
  });

  it('that name no place for a result are errors in spec, and fail when they are reached in sonataflow', async () => {
    const states = `
- { name: A, type: operation, actions: [{ functionRef: f, actionDataFilter: { toStateData: '.a | .b' } }], end: true }`;
    const text = workflow(states, "functions: [{ name: f, type: expression, operation: '1' }]");
    expect(await severity('bad-path', text)).toEqual({ sonataflow: 'warning', spec: 'error' });
  });
});

describe('what a document has to be in the two dialects', () => {
  it('has a start in sonataflow, which is the first state in spec', async () => {
    const text = `id: sample\nspecVersion: '0.8'\nstates:\n${STATE}\n`;
    expect(await severity('missing-start', text)).toEqual({ sonataflow: 'hint', spec: null });
  });

  it('has either an id or a key in spec, and may have both in sonataflow', async () => {
    expect(await severity('id-and-key', workflow(STATE, 'key: other'))).toEqual({
      sonataflow: null,
      spec: 'error',
    });
  });

  it.each([
    ['events', '{ name: x, type: t, source: s }'],
    ['errors', "{ name: x, code: '400' }"],
    ['retries', '{ name: x, maxAttempts: 1 }'],
    ['auth', '{ name: x, properties: { username: u, password: p } }'],
  ])(
    'has one of a name in %s in spec, and the first of several counts in sonataflow',
    async (section, one) => {
      const text = workflow(STATE, `${section}: [${one}, ${one}]`);
      expect(await severity('duplicate-name', text)).toEqual({ sonataflow: 'warning', spec: 'error' });
    },
  );

  it('has errors with a code in sonataflow', async () => {
    const text = workflow(STATE, 'errors: [{ name: x }]');
    expect(await severity('missing-code', text)).toEqual({ sonataflow: 'warning', spec: null });
  });

  it('uses events as their kind says in spec, while sonataflow does not look at it', async () => {
    const states = `
- { name: A, type: inject, data: {}, end: { produceEvents: [{ eventRef: x }] } }`;
    const text = workflow(states, 'events: [{ name: x, type: t, source: s }]');
    expect(await severity('wrong-event-kind', text)).toEqual({ sonataflow: 'hint', spec: 'error' });
  });

  it('has the local documents of its functions beside it in sonataflow, and may get them later in spec', async () => {
    const states = `
- { name: A, type: operation, actions: [{ functionRef: f }], end: true }`;
    const text = workflow(states, "functions: [{ name: f, operation: 'missing.yaml#op' }]");
    expect(await severity('resource-missing', text)).toEqual({ sonataflow: 'error', spec: 'warning' });
  });

  it('leads to the default of an event switch by a timeout in sonataflow, and is told that none does in spec', async () => {
    const states = `
- name: A
  type: switch
  eventConditions: [{ eventRef: x, end: true }]
  defaultCondition: { end: true }`;
    const text = workflow(states, 'events: [{ name: x, type: t, source: s }]');
    expect(await severity('missing-timeout', text)).toEqual({ sonataflow: 'error', spec: 'hint' });
  });

  it('may leave compensation through an error in sonataflow only', async () => {
    const states = `
- { name: A, type: inject, data: {}, compensatedBy: Undo, transition: B }
${STATE.replace('A', 'B')}
- { name: Undo, type: operation, usedForCompensation: true, actions: [], onErrors: [{ errorRef: any, transition: B }] }`;
    const text = workflow(states, 'errors: [{ name: any, code: java.lang.Exception }]');
    expect(await severity('transition-from-compensation', text)).toEqual({ sonataflow: null, spec: 'error' });
  });

  it('keeps states before a workflow timeout apart in spec, and is warned otherwise in sonataflow', async () => {
    const timeouts = 'timeouts: { workflowExecTimeout: { duration: PT5S, runBefore: A } }';
    expect(await severity('run-before', workflow(STATE, timeouts))).toEqual({
      sonataflow: 'warning',
      spec: 'error',
    });
  });

  it('counts branches and batches rightly in spec, and is warned otherwise in sonataflow', async () => {
    const parallel = `
- { name: A, type: parallel, completionType: atLeast, numCompleted: 3, branches: [{ name: b, actions: [{ subFlowRef: other }] }], end: true }`;
    const foreach = `
- { name: A, type: foreach, inputCollection: '\${ .l }', batchSize: 1, actions: [{ subFlowRef: other }], end: true }`;
    for (const states of [parallel, foreach]) {
      expect(await severity('out-of-range', workflow(states))).toEqual({
        sonataflow: 'warning',
        spec: 'error',
      });
    }
  });

  it('does not run itself in a branch in spec, and is warned of it in sonataflow', async () => {
    const states = `
- { name: A, type: parallel, branches: [{ name: b, actions: [{ subFlowRef: sample }] }], end: true }`;
    expect(await severity('own-workflow', workflow(states))).toEqual({
      sonataflow: 'warning',
      spec: 'error',
    });
  });

  it('declares its secrets in spec, while any setting is one in sonataflow', async () => {
    const states = `
- { name: A, type: inject, data: {}, stateDataFilter: { output: '\${ {t: $SECRET.token} }' }, end: true }`;
    expect(await severity('undeclared-secret', workflow(states))).toEqual({
      sonataflow: null,
      spec: 'warning',
    });
    expect(await severity('undeclared-secret', workflow(states, 'secrets: [other]'))).toEqual({
      sonataflow: 'hint',
      spec: 'warning',
    });
  });

  it('is written out in spec, and may be written loosely in sonataflow', async () => {
    const loose = `id: sample\nversion: 1.0\nstart: A\nkeepActive: 'true'\nevents: [{ name: x, type: t }]\nstates:\n${STATE}\n`;
    expect(await severity('unquoted-text', loose)).toEqual({ sonataflow: 'hint', spec: 'warning' });
    expect(await severity('quoted-value', loose)).toEqual({ sonataflow: 'hint', spec: 'warning' });
    // Neither specVersion nor the source of the event.
    expect(await severity('missing-property', loose)).toEqual({ sonataflow: null, spec: 'warning' });
  });

  it('is told in spec that metadata.errorMessage has no effect', async () => {
    const states = `
- { name: A, type: inject, data: {}, metadata: { errorMessage: '"no"' }, end: true }`;
    expect(await severity('no-effect', workflow(states))).toEqual({ sonataflow: null, spec: 'hint' });
  });
});
