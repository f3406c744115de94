import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeFailure } from './report.mjs';
import { runCase } from './run-case.mjs';

let corpus;
beforeAll(async () => {
  corpus = await mkdtemp(path.join(tmpdir(), 'corpus-'));
  await mkdir(path.join(corpus, 'it'));
  await writeFile(path.join(corpus, 'it/greet.sw.json'), '{"id":"greet"}');
});
afterAll(() => rm(corpus, { recursive: true }));

/** A host whose applications answer with what a function says. */
function hostOf(answer) {
  const log = [];
  return {
    log,
    async open({ workflows, environment }) {
      log.push('open', await readFile(path.join(workflows, 'greet.sw.json'), 'utf8'));
      return {
        fetch: async (address, init) => answer({ address, ...init, environment }),
        lines: () => [{ level: 'INFO', message: 'hello there' }],
        restart: async () => void log.push('restart'),
        close: async () => void log.push('close'),
      };
    },
  };
}

const started = () => Response.json({ id: 'r-1', workflowdata: { a: 1 } }, { status: 201 });
const entry = (rest) => ({ id: 'c', workflow: 'it/greet.sw.json', ...rest });

test('a case passes when all of its checks hold', async () => {
  const requests = [];
  const host = hostOf(({ address, method, body, environment }) => {
    requests.push(`${method} ${address} ${body ?? ''}`.trim());
    if (method === 'POST' && address === '/') {
      void fetch(environment.K_SINK, {
        method,
        headers: { 'content-type': 'application/cloudevents+json' },
        body,
      });
      return new Response(null, { status: 202 });
    }
    if (method === 'POST') return started();
    return new Response(null, { status: requests.length > 3 ? 404 : 200 });
  });
  const outcome = await runCase(
    host,
    corpus,
    entry({
      start: { body: { n: 1 }, query: { businessKey: 'k' } },
      expect: { status: 201, workflowdata: { a: 1, b: null }, logs: [{ level: 'INFO', text: 'hello' }] },
      steps: [
        { event: { type: 't', data: 1, extensions: { to: '${id}' } }, expect: { status: 202 } },
        { restart: {} },
        { awaitGone: { withinSeconds: 2 } },
      ],
      after: { produced: [{ type: 't', data: 1, extensions: { to: 'r-1' } }] },
    }),
  );
  expect(outcome).toEqual({ id: 'c', outcome: 'passed' });
  expect(host.log).toEqual(['open', '{"id":"greet"}', 'restart', 'close']);
  expect(requests[0]).toBe('POST /greet?businessKey=k {"n":1}');
  expect(requests.at(-1)).toBe('GET /greet/r-1');
});

test('a failed check is told with what was sent and what came back', async () => {
  const outcome = await runCase(
    hostOf(started),
    corpus,
    entry({ start: { body: null }, expect: { status: 400 } }),
  );
  expect(outcome).toMatchObject({ id: 'c', outcome: 'failed', check: 'status', expected: 400, actual: 201 });
  expect(describeFailure(outcome)).toBe(
    [
      'FAILED c',
      '  check     status',
      '  expected  400',
      '  actual    201',
      '  sent      POST /greet',
      '  answered  201 {"id":"r-1","workflowdata":{"a":1}}',
    ].join('\n'),
  );
});

test.each([
  [{ workflow: 'it/missing.sw.json' }, /no such file/],
  [{ steps: [{ dance: {} }] }, /no step dance/],
])('%j fails the case, not the run', async (rest, reason) => {
  const outcome = await runCase(hostOf(started), corpus, entry(rest));
  expect(outcome).toMatchObject({ outcome: 'failed', check: 'error' });
  expect(outcome.reason).toMatch(reason);
});

test('the application is closed when a case fails', async () => {
  const host = hostOf(() => {
    throw new Error('it broke');
  });
  expect(await runCase(host, corpus, entry({ start: { body: {} } }))).toMatchObject({ outcome: 'failed' });
  expect(host.log.at(-1)).toBe('close');
});

const found = (...severities) => {
  const findings = severities.map((severity) => ({
    line: 1,
    column: 1,
    severity,
    message: 'bad greet',
    code: 'x',
  }));
  return ({ address }) =>
    address === '/graphql'
      ? Response.json({ data: { WorkflowFindings: [{ file: 'greet.sw.json', findings }] } })
      : Response.json({ id: 'greet', name: 'Greet', type: 'SW' });
};

test.each([
  [{ definition: 'accepted', process: { name: 'Greet' } }, ['warning'], 'passed'],
  [{ definition: 'accepted', process: { name: 'Other' } }, [], 'failed'],
  [{ definition: 'accepted' }, ['error'], 'failed'],
  [{ definition: 'rejected', findingsAtLeast: 2, reasonContains: 'greet' }, ['error', 'hint'], 'passed'],
  [{ definition: 'rejected', findingsAtLeast: 2 }, ['error'], 'failed'],
  [{ definition: 'rejected', reasonContains: 'other' }, ['error'], 'failed'],
  [{ definition: 'rejected' }, ['warning'], 'failed'],
])('%j with findings %j has %s', async (expected, severities, outcome) => {
  expect(await runCase(hostOf(found(...severities)), corpus, entry({ expect: expected }))).toMatchObject({
    outcome,
  });
});
