import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { openOrchestrator } from '../open-orchestrator.js';
import type { Orchestrator } from '../orchestrator.js';
import { attributeOf, OtlpReceiver } from './otlp-receiver.fixture.js';
import type { ReceivedSpan } from './otlp-receiver.fixture.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const TRACEPARENT = `00-${TRACE}-${CALLER}-01`;

/** Planted wherever data and credentials come in. */
const SECRET = 'CANARY';

const documents = (url: string) => ({
  'order.sw.yaml': `
id: order
version: '2.0'
start: Ask
functions: [{name: price, type: custom, operation: 'rest:get:${url}/price/{name}'}]
events: [{name: sold, type: sold, kind: produced}]
states:
  - name: Ask
    type: operation
    actions: [{name: ask, functionRef: {refName: price, arguments: {name: .name}}}]
    transition: Tell
  - {name: Tell, type: operation, actions: [{name: tell, eventRef: {triggerEventRef: sold, data: .}}], transition: Wrap}
  - {name: Wrap, type: operation, actions: [{name: wrap, subFlowRef: inner}], end: true}
`,
  'inner.sw.yaml': `
id: inner
start: In
states: [{name: In, type: inject, data: {}, end: true}]
`,
  'wait.sw.yaml': `
id: wait
start: Nap
functions: [{name: price, type: custom, operation: 'rest:get:${url}/price'}]
states:
  - {name: Nap, type: sleep, duration: PT1.5S, transition: Ask}
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: price}], end: true}
`,
  'fail.sw.yaml': `
id: fail
start: Fail
functions: [{name: f, type: expression, operation: 'error("${SECRET}")'}]
states: [{name: Fail, type: operation, actions: [{name: f, functionRef: f}], end: true}]
`,
  'begin.sw.yaml': `
id: begin
start: Begin
events: [{name: begun, type: begun, source: x}]
states: [{name: Begin, type: event, onEvents: [{eventRefs: [begun]}], end: true}]
`,
  'application.properties': `mp.messaging.outgoing.kogito_outgoing_stream.url=${url}/events\n`,
});

describe('telemetry by OTLP', () => {
  const receiver = OtlpReceiver.use();
  let folder = '';
  let store: Store;
  let orchestrator: Orchestrator | undefined;
  const lines: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-'));
    for (const [name, content] of Object.entries(documents(receiver.url)))
      await writeFile(path.join(folder, name), content);
    store = await openStore({ kind: 'pglite-memory' });
    // Making a database takes 3 s of a free processor.
  }, 120_000);
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    receiver.forget();
    receiver.status = 200;
    lines.length = 0;
  });
  afterEach(() => close());

  async function open(more: Record<string, string> = {}): Promise<Orchestrator> {
    const log = (message: string) => void lines.push(message);
    const settings = { 'orchestrator.telemetry.otlp.endpoint': receiver.url, ...more };
    orchestrator = await openOrchestrator({
      workflows: folder,
      database: { kind: 'opened', store },
      serviceUrl: 'http://orchestrator.test',
      configuration: { set: new Map(Object.entries(settings)) },
      environment: {},
      logger: { error: log, warn: log, info: log, debug: log },
    });
    return orchestrator;
  }

  /** Closing sends what is left. */
  async function close(): Promise<void> {
    await orchestrator?.close();
    orchestrator = undefined;
  }

  async function start(workflow: string, headers: Record<string, string> = {}, data = {}): Promise<string> {
    const response = await orchestrator?.fetch(
      new Request(`http://orchestrator.test/${workflow}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(data),
      }),
    );
    return ((await response?.json()) as { id: string }).id;
  }

  const state = (workflow: string, name: string): ReceivedSpan | undefined =>
    receiver.spans.find(
      (span) =>
        span.name === `sonataflow.process.${workflow}.execute` &&
        attributeOf(span, 'sonataflow.workflow.state') === name,
    );

  it('makes one trace of the caller, the run, its states, actions, calls, subflows and events', async () => {
    const { eventsSent } = await open();
    const headers = { traceparent: TRACEPARENT, tracestate: 'v=1', 'X-TRANSACTION-ID': 't-1' };
    const id = await start('order', headers, { name: SECRET });
    expect(await eventsSent(10_000)).toBe(true);
    await close();

    expect(new Set(receiver.spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
    const run = receiver.span('sonataflow.process.order');
    expect(run.parentSpanId).toBe(CALLER);
    expect(attributeOf(run, 'sonataflow.process.instance.id')).toBe(id);
    expect(attributeOf(run, 'sonataflow.process.instance.state')).toBe('COMPLETED');
    expect(attributeOf(run, 'sonataflow.process.version')).toBe('2.0');
    expect(attributeOf(run, 'sonataflow.transaction.id')).toBe('t-1');
    expect(run.events.map(({ name }) => name)).toEqual([
      'process.instance.start',
      'process.instance.complete',
    ]);
    const ask = receiver.span('ask');
    expect(state('order', 'Ask')).toMatchObject({ parentSpanId: run.spanId, spanId: ask.parentSpanId });
    const call = receiver.span('rest price');
    expect(call).toMatchObject({ parentSpanId: ask.spanId, kind: 3 });
    expect(attributeOf(call, 'http.response.status_code')).toBe(200);
    expect(receiver.span('sonataflow.process.inner').parentSpanId).toBe(receiver.span('wrap').spanId);

    const [service, event] = receiver.calls;
    expect(service).toMatchObject({ traceparent: `00-${TRACE}-${call.spanId}-01`, tracestate: 'v=1' });
    const { spanId } = receiver.span('tell');
    expect(event).toMatchObject({ 'ce-type': 'sold', 'ce-traceparent': `00-${TRACE}-${spanId}-01` });
    expect(event).toMatchObject({ 'ce-tracestate': 'v=1' });
  }, 60_000);

  it('goes on with the trace after a restart, also where nobody gave one', async () => {
    await open();
    const id = await start('wait');
    await close();
    expect(receiver.spans).toEqual([]);
    await open();
    await vi.waitFor(() => expect(receiver.calls).toHaveLength(1), { timeout: 20_000 });
    const ended = () => orchestrator?.runtime.instance(id);
    await vi.waitFor(async () => expect((await ended())?.state).toBe('COMPLETED'), { timeout: 10_000 });
    await close();

    const run = receiver.span('sonataflow.process.wait');
    expect(run).not.toHaveProperty('parentSpanId', expect.anything());
    const nap = state('wait', 'Nap');
    expect(nap).toMatchObject({ traceId: run.traceId, parentSpanId: run.spanId });
    const took = Number(nap?.endTimeUnixNano) - Number(nap?.startTimeUnixNano);
    expect(took).toBeGreaterThan(1.4e9);
    const call = receiver.span('rest price');
    expect(receiver.calls[0]?.traceparent).toBe(`00-${run.traceId}-${call.spanId}-01`);
  }, 60_000);

  it('begins with the trace of an event, and says when a run fails', async () => {
    const { onChange } = await open();
    const began = Promise.withResolvers<void>();
    onChange((change) => {
      if (change.kind === 'instance' && change.workflowId === 'begin') began.resolve();
    });
    const attributes = { specversion: '1.0', id: '1', source: 'x', type: 'begun' };
    await orchestrator?.runtime.deliver({ ...attributes, traceparent: TRACEPARENT, data: { a: SECRET } });
    await start('fail');
    await began.promise;
    await close();
    expect(receiver.span('sonataflow.process.begin')).toMatchObject({ traceId: TRACE, parentSpanId: CALLER });
    const failure = receiver.span('sonataflow.process.fail.error');
    expect(failure.status.code).toBe(2);
    expect(attributeOf(failure, 'error.type')).toBe('expression-failed');
  }, 60_000);

  it('sends no data of runs, no secrets, and the headers that the receiver wants', async () => {
    await open({ 'orchestrator.telemetry.otlp.headers': 'api-key=k%20ey' });
    const credentials = { authorization: `Bearer ${SECRET}`, 'x-api-key': SECRET, cookie: SECRET };
    await start('order', { ...credentials, baggage: SECRET }, { name: SECRET, more: SECRET });
    await start('fail', credentials, { more: SECRET });
    await close();
    expect(receiver.spans.length).toBeGreaterThan(6);
    expect(receiver.bodies.join('\n')).not.toContain(SECRET);
    for (const headers of receiver.reports) expect(headers['api-key']).toBe('k ey');
  }, 60_000);

  it('sends the metrics of /q/metrics', async () => {
    await open();
    await start('inner');
    await close();
    const { metrics } = receiver;
    expect(metrics.get('orchestrator_runs_started_total')?.sum?.dataPoints[0]?.asDouble).toBe(1);
    expect(metrics.get('orchestrator_steps_active')?.gauge?.dataPoints[0]?.asDouble).toBe(0);
    const steps = metrics.get('orchestrator_step_duration_seconds')?.histogram?.dataPoints[0];
    expect(steps?.count).toBe(1);
    expect(steps?.bucketCounts).toHaveLength(14);
    expect(receiver.bodies.join('\n')).toContain('"orchestrator"');
  }, 60_000);

  it('records no trace that its caller does not record, but hands it on', async () => {
    await open();
    await start('order', { traceparent: `00-${TRACE}-${CALLER}-00` }, { name: 'a' });
    await close();
    expect(receiver.spans).toEqual([]);
    expect(receiver.calls[0]?.traceparent).toBe(`00-${TRACE}-${CALLER}-00`);
  }, 60_000);

  it('makes no spans where they are switched off, and then leaves requests as they are', async () => {
    await open({ 'sonataflow.otel.spans.enabled': 'false' });
    await start('order', { traceparent: TRACEPARENT }, { name: 'a' });
    await close();
    expect(receiver.spans).toEqual([]);
    expect(receiver.metrics.size).toBeGreaterThan(0);
    expect(receiver.calls[0]).not.toHaveProperty('traceparent');
  }, 60_000);

  it('goes on with its work while the receiver takes nothing, and says so once', async () => {
    receiver.status = 400;
    await open();
    await start('inner');
    await start('inner');
    await close();
    expect(lines.filter((line) => line.startsWith('Spans could not be sent'))).toHaveLength(1);
  }, 60_000);
});
