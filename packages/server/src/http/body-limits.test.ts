import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const EVENT_TYPE = { 'content-type': 'application/cloudevents+json' };
const TARGET = { targetProcessId: 'nap', targetProcessVersion: '1.0' };
const FILTER = 'query q($w: ProcessInstanceArgument) {ProcessInstances(where: $w) {id}}';
const names = `
id: names
start: Nap
dataInputSchema: names.json
states: [{name: Nap, type: sleep, duration: PT1H, end: true}]
`;
const schema = '{"type":"object","properties":{"names":{"type":"array","items":{"type":"string"}}}}';

/** Every place that takes a body: what carries a value there, and what the value is declared as. */
const SURFACES = [
  ['a start', 'POST', () => '/nap', (value: string) => `{"a":${value}}`, JSON_TYPE],
  ['replacing data', 'PUT', (id: string) => `/nap/${id}`, (value: string) => `{"a":${value}}`, JSON_TYPE],
  ['merging data', 'PATCH', (id: string) => `/nap/${id}`, (value: string) => `{"a":${value}}`, JSON_TYPE],
  [
    'an event',
    'POST',
    () => '/',
    (value: string) => `{"specversion":"1.0","id":"1","type":"t","source":"s","data":${value}}`,
    EVENT_TYPE,
  ],
  ['a query', 'POST', () => '/graphql', (value: string) => `{"query":"{a}","variables":${value}}`, JSON_TYPE],
  [
    'a migration',
    'POST',
    (id: string) => `/management/processes/nap/instances/${id}/migrate`,
    (value: string) => `{"more":${value},${JSON.stringify(TARGET).slice(1)}`,
    JSON_TYPE,
  ],
  [
    'a call in a run',
    'POST',
    (id: string) => `/_dynamic/nap/${id}/rest`,
    (value: string) => `{"endpoint":"http://localhost:1","arguments":{"a":${value}}}`,
    JSON_TYPE,
  ],
] as const;

const BAD = [
  ['too many bytes', `"${'x'.repeat(11_000_000)}"`, 413, 'too-large'],
  ['too many values', `[${'0,'.repeat(1_000_000)}0]`, 413, 'too-large'],
  ['too many lists inside a list', `[${'[],'.repeat(1_000_000)}[]]`, 413, 'too-large'],
  ['too deep a value', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, 'too-deep'],
  ['too large a number', '1e400', 400, 'bad-number'],
  ['an end that is missing', '[1, 2', 400, 'bad-json'],
] as const;

describe('bodies that no server should take', { timeout: 60_000 }, () => {
  let orchestrator: TestOrchestrator;
  let id = '';

  const send = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string | ReadableStream,
  ) =>
    orchestrator.fetch(
      new Request(`http://orchestrator.test${path}`, {
        method,
        headers,
        body,
        duplex: 'half',
      }),
    );
  /** The answer of a refusal, which tells nothing of the inside. */
  const refusal = async (response: Response) => {
    const text = await response.text();
    expect(text).not.toMatch(/\bat .*\.[jt]s/);
    const { code, message } = JSON.parse(text) as { code?: string; message?: string };
    expect(message).toMatch(/^[A-Z].*\.$/);
    return [response.status, code];
  };

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator({
      ...documents,
      'names/names.sw.yaml': names,
      'names/names.json': schema,
    });
    ({ id } = (await (await orchestrator.post('/nap', {})).json()) as { id: string });
  });
  afterAll(() => orchestrator.close());

  it.each(SURFACES)('are refused by %s', async (_, method, path, around, type) => {
    for (const [what, value, status, code] of BAD)
      expect(await refusal(await send(method, path(id), type, around(value))), what).toEqual([status, code]);
    const text = await send(method, path(id), { 'content-type': 'text/plain' }, around('1'));
    expect((await refusal(text))[0]).toBe(415);
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(around('1').slice(0, -3)));
        controller.error(new Error('The socket was closed.'));
      },
    });
    expect(await refusal(await send(method, path(id), type, broken))).toEqual([400, 'broken-body']);
    expect(orchestrator.lines.filter((line) => line.includes('failed'))).toEqual([]);
  });

  it('are refused as filters long before they are read one by one', async () => {
    const ids = { query: FILTER, variables: { w: { id: { in: new Array<string>(30_000).fill('x') } } } };
    expect(await refusal(await orchestrator.post('/graphql', ids))).toEqual([413, 'too-large']);
    const long = { query: `{a} # ${'x'.repeat(1_100_000)}` };
    expect(await refusal(await orchestrator.post('/graphql', long))).toEqual([413, 'too-large']);
    const variables = encodeURIComponent(`${'['.repeat(1_000)}${']'.repeat(1_000)}`);
    const response = await orchestrator.get(`/graphql?query=%7Ba%7D&variables=${variables}`);
    expect(await refusal(response)).toEqual([400, 'too-deep']);
  });

  it.each([
    ['lists', `{ProcessInstances(where: {id: {in: ${'['.repeat(2_000)}${']'.repeat(2_000)}}}) {id}}`],
    ['filters', `{ProcessInstances(where: ${'{not: '.repeat(1_200)}{}${'}'.repeat(1_200)}) {id}}`],
    ['selections', `${'{a'.repeat(2_000)}${'}'.repeat(2_000)}`],
    ['types', `query ($a: ${'['.repeat(2_000)}Int${']'.repeat(2_000)}) {a}`],
  ])('are refused as queries of %s that nest too deeply', async (_, query) => {
    const response = await orchestrator.post('/graphql', { query });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(/nests more than 100 brackets deep/) as string,
          extensions: { classification: 'InvalidSyntax' },
        },
      ],
    });
    expect(orchestrator.lines.filter((line) => line.includes('failed'))).toEqual([]);
  });

  it('do not lead to answers without end', async () => {
    const response = await orchestrator.post('/names', { names: new Array<number>(10_000).fill(0) });
    expect(response.status).toBe(400);
    const { violations } = (await response.json()) as { violations: unknown[] };
    expect(violations).toHaveLength(50);
  });

  it('are taken up to the limits', async () => {
    const list = { l: new Array<number>(200_000).fill(0) };
    expect((await orchestrator.post('/nap', list)).status).toBe(201);
    const deep = JSON.parse(`${'{"a":'.repeat(198)}{}${'}'.repeat(198)}`) as object;
    expect((await orchestrator.post('/nap', deep)).status).toBe(201);
    const ids = new Array<string>(1_000).fill('x');
    const found = await orchestrator.query(FILTER, { w: { id: { in: ids } } });
    expect(found).toEqual({ data: { ProcessInstances: [] } });
  });
});
