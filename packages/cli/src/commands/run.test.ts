import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { BAD, command } from '../command.fixture.js';
import type { RunReport } from '../run/outcome-report.js';

const GREET = `id: greet
version: '1.0'
start: Greet
dataInputSchema: in.json
functions:
  - {name: greet, type: custom, operation: 'service:Greeter::greet'}
  - {name: say, type: expression, operation: '{said: $SECRET.my.word}'}
  - {name: print, type: custom, operation: sysout}
states:
  - name: Greet
    type: operation
    actions:
      - {name: greet, functionRef: {refName: greet, arguments: {name: .name}}}
      - {name: say, functionRef: say}
      - {name: print, functionRef: {refName: print, arguments: {message: '"I said " + .said'}}}
      - {name: more, subFlowRef: child}
    end: true
`;

const CHILD = `id: child
start: Inside
states:
  - {name: Inside, type: inject, data: {child: {deep: true}}, end: true}
`;

/** Would fail at once, but nobody refers to it. */
const OTHER = `id: other
start: {stateName: A, schedule: {interval: R/PT1S}}
functions: [{name: f, type: expression, operation: 'error("other")'}]
states: [{name: A, type: operation, actions: [{functionRef: f}], end: true}]
`;

const FILES = {
  'flows/greet/greet.sw.yaml': GREET,
  'flows/greet/child.sw.yaml': CHILD,
  'flows/greet/other.sw.yaml': OTHER,
  'flows/greet/in.json': '{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}',
  'flows/greet/application.properties': 'my.word=folder\n',
  'functions.mjs': `export default {
    'service:Greeter::greet': ({ arguments: { name } }) => ({ greeting: 'Hello ' + name }),
  };`,
  'input.json': '{"name": "Ada"}',
};

const RUN = ['run', 'flows/greet/greet.sw.yaml', '--functions', 'functions.mjs'];

const never = new Promise<void>(() => undefined);

const run = (files: { readonly [name: string]: string }, args: readonly string[]) =>
  command(files, args, false, never);

/** One operation state with this action, and what is to stand before it. */
const one = (action: string, head = '') => `id: one
start: Only
${head}
states:
  - {name: Only, type: operation, actions: [${action}], end: true}
`;

describe('orchestrator run', () => {
  it('runs a workflow with its subflows, settings and functions, and tells its progress and its result', async () => {
    const { code, out, err } = await run(FILES, [...RUN, '--input', '@input.json']);
    expect(err.replaceAll(/ {2}\d+ ms$/gm, '  N ms')).toBe(
      [
        '> Greet',
        '  > greet',
        '  < greet  N ms',
        '  > say',
        '  < say  N ms',
        '  > print',
        '    | I said folder',
        '  < print  N ms',
        '  > more',
        '    > Inside',
        '    < Inside  N ms',
        '  < more  N ms',
        '< Greet  N ms',
        '',
      ].join('\n'),
    );
    expect(out.replace(/[0-9a-f]{8}-\S+/, 'ID').replace(/\d+(?:\.\d+)? m?s$/m, 'N ms')).toBe(
      [
        'Run       ID',
        'Workflow  greet 1.0',
        'State     COMPLETED after N ms',
        '',
        'name      Ada',
        'greeting  Hello Ada',
        'said      folder',
        'child     {"deep":true}',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  it('prints an object for programs, and lets --set count', async () => {
    const args = ['--input', '{"name":"Bob"}', '--set', 'my.word=set', '--json'];
    const { code, out } = await run(FILES, [...RUN, ...args]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      id: expect.any(String) as string,
      state: 'COMPLETED',
      data: { name: 'Bob', greeting: 'Hello Bob', said: 'set', child: { deep: true } },
    });
  });

  it('says what does not fit in the input, and starts nothing', async () => {
    const { code, out, err } = await run(FILES, [...RUN, '--input', '{"name": 1}']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      "error: The input doesn't fit the input schema of the workflow:\n  /name must be string\n",
    );
  });

  const failing = {
    'one.sw.yaml': one(
      '{name: print, functionRef: f}',
      `functions: [{name: f, type: expression, operation: 'error("out of paper")'}]`,
    ),
  };

  it('ends with 1 when the run fails, with the message and the node', async () => {
    const { code, out, err } = await run(failing, ['run', 'one.sw.yaml', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      state: 'ERROR',
      error: { code: 'expression-failed', message: 'out of paper', node: 'print' },
    });
    expect(err).toMatch(/^ {2}! print {2}\d+ ms, failed: out of paper$/m);
  });

  it('tells people why the run failed', async () => {
    const { out } = await run(failing, ['run', 'one.sw.yaml']);
    expect(out).toMatch(/^Failed +print: out of paper \(expression-failed\)$/m);
  });

  it('ends with 3 when the run waits, and says for what, in subflows too', async () => {
    const child = `id: child
start: Both
events:
  - {name: paid, type: order.paid, source: shop}
  - {name: sent, type: order.sent, source: shop}
states:
  - name: Both
    type: event
    exclusive: false
    onEvents: [{eventRefs: [paid, sent]}]
    timeouts: {eventTimeout: PT2H}
    end: true
`;
    const files = { 'one.sw.yaml': one('{name: pay, subFlowRef: child}'), 'child.sw.yaml': child };
    const { code, out } = await run(files, ['run', 'one.sw.yaml']);
    expect(code).toBe(3);
    expect(out).toMatch(/^Waits +Both: for events order.paid, order.sent, until \S+Z \(in 2 h\)$/m);
  });

  it('tells programs when the run goes on by itself', async () => {
    const nap = `id: nap\nstart: Nap\nstates: [{name: Nap, type: sleep, duration: PT1H, end: true}]\n`;
    const { out: json } = await run({ 'nap.sw.yaml': nap }, ['run', 'nap.sw.yaml', '--json']);
    const { state, waitingFor } = JSON.parse(json) as RunReport;
    expect(state).toBe('ACTIVE');
    expect(waitingFor).toEqual([{ node: 'Nap', events: [], due: expect.stringMatching(/Z$/) as string }]);
  });

  it('goes on with another try of a failed call instead of calling it a wait', async () => {
    const head = `functions: [{name: f, type: custom, operation: 'service:X::y'}]
retries: [{name: r, delay: PT0.05S, maxAttempts: 3}]
autoRetries: true`;
    const files = {
      'one.sw.yaml': one('{name: try, functionRef: f, retryRef: r}', head),
      'functions.mjs': `let calls = 0;
export default { 'service:X::y': () => { if (++calls < 2) throw new Error('busy'); return { calls }; } };`,
    };
    const { code, out, err } = await run(files, ['run', 'one.sw.yaml', '--functions', 'functions.mjs']);
    expect(err).toMatch(/^ {2}~ try {2}\d+ ms, try 1 failed: /m);
    expect(out).toMatch(/^calls +2$/m);
    expect(code).toBe(0);
  });

  it('follows a run that goes on as another workflow', async () => {
    const first = `id: first
start: A
states: [{name: A, type: inject, data: {a: 1}, end: {continueAs: second}}]
`;
    const second = `id: second
start: B
states: [{name: B, type: inject, data: {b: 2}, end: true}]
`;
    const files = { 'first.sw.yaml': first, 'second.sw.yaml': second };
    const { out } = await run(files, ['run', 'first.sw.yaml', '--json']);
    expect(JSON.parse(out)).toMatchObject({ state: 'COMPLETED', data: { a: 1, b: 2 } });
  });

  it('sends the events of a run before it ends', async () => {
    const { promise: heard, resolve } = Promise.withResolvers<string>();
    const sink = createServer((request, response) => {
      void text(request).then((body) => {
        response.end();
        resolve(body);
      });
    }).listen(0, '127.0.0.1');
    await once(sink, 'listening');
    const { port } = sink.address() as AddressInfo;
    const workflow = `id: tell
start: A
events: [{name: done, type: work.done, kind: produced}]
states:
  - {name: A, type: inject, data: {n: 1}, end: {produceEvents: [{eventRef: done}]}}
`;
    const args = [
      'run',
      'tell.sw.yaml',
      '--set',
      `mp.messaging.outgoing.work.done.url=http://127.0.0.1:${port}`,
    ];
    try {
      const { code, err } = await run({ 'tell.sw.yaml': workflow }, args);
      expect([code, err]).toEqual([0, expect.not.stringContaining('lost')]);
      expect(await heard).toBe('{"n":1}');
    } finally {
      sink.close();
    }
  });

  it('shows the findings of a document as validate does, and runs none with errors', async () => {
    const bad = await run({ 'bad.sw.yaml': BAD }, ['run', 'bad.sw.yaml']);
    expect([bad.code, bad.out]).toEqual([1, '']);
    expect(bad.err).toContain('bad.sw.yaml:9:17 error There is no state "B"');
    expect(bad.err).toContain('1 file checked: 1 error, 1 warning, no hints.');
    const files = { 'one.sw.yaml': one('{name: sub, subFlowRef: bad}'), 'bad.sw.yaml': BAD };
    const parent = await run(files, ['run', 'one.sw.yaml']);
    expect(parent.code).toBe(1);
    expect(parent.err).toContain('2 files checked: 1 error');
  });

  it('runs a document whatever its name and folder, with warnings told once', async () => {
    const text = CHILD.replace('type: inject', 'type: inject, metadta: {}');
    const { code, out, err } = await run({ '.hidden/flow.yaml': text }, [
      'run',
      '.hidden/flow.yaml',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ data: { child: { deep: true } } });
    expect(err.match(/warning/g)?.length).toBe(2);
  });

  it('aborts the run when somebody stops it', async () => {
    const files = {
      'one.sw.yaml': one(
        '{name: f, functionRef: f}',
        `functions: [{name: f, type: custom, operation: 'service:X::y'}]`,
      ),
      'functions.mjs': `export default { 'service:X::y': () => new Promise(() => undefined) };`,
    };
    const { code, out } = await command(files, [
      'run',
      'one.sw.yaml',
      '--functions',
      'functions.mjs',
      '--json',
    ]);
    expect(JSON.parse(out)).toMatchObject({ state: 'ABORTED' });
    expect(code).toBe(1);
  });

  it.each([
    [['run', 'nowhere'], 'There is no file nowhere'],
    [['run', 'one.sw.yaml', '--input', '{'], '--input is no valid JSON'],
    [['run', 'one.sw.yaml', '--input', '[1]'], '--input must be a JSON object'],
    [['run', 'one.sw.yaml', '--input', '@nowhere'], "--input @nowhere can't be read"],
    [['run', 'one.sw.yaml', '--set', 'x'], '--set x must look like KEY=VALUE'],
  ])('says in a sentence why %j cannot be carried out', async (args, sentence) => {
    const { code, out, err } = await run({ 'one.sw.yaml': CHILD }, args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });
});
