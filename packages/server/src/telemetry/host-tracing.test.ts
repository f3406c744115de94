import { AsyncLocalStorage } from 'node:async_hooks';
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { Context, ContextManager } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';
import { attributeOf, OtlpReceiver } from './otlp-receiver.fixture.js';

/** Keeps the active span of a host, as its SDK for Node does. */
class HostContexts implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>();

  active(): Context {
    return this.#storage.getStore() ?? ROOT_CONTEXT;
  }

  with: ContextManager['with'] = (active, work, self, ...args) =>
    this.#storage.run(active, () => work.apply(self as ThisParameterType<typeof work>, args));

  bind<T>(_: Context, target: T): T {
    return target;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    return this;
  }
}

const receiver = OtlpReceiver.use();
const exporter = new InMemorySpanExporter();
const host = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
let orchestrator: TestOrchestrator | undefined;

const documents = () => ({
  'call.sw.yaml': `
id: call
start: Call
functions: [{name: get, type: custom, operation: 'rest:get:${receiver.url}/x'}]
states: [{name: Call, type: operation, actions: [{name: act, functionRef: get}], end: true}]
`,
});

beforeAll(() => {
  trace.setGlobalTracerProvider(host);
  context.setGlobalContextManager(new HostContexts());
});
beforeEach(() => {
  exporter.reset();
  receiver.forget();
});
afterAll(async () => {
  trace.disable();
  context.disable();
  await host.shutdown();
});

/** Starts the workflow while the host works on a request of its own. */
async function startWithin(name: string): Promise<string> {
  const span = host.getTracer('host').startSpan(name);
  await context.with(trace.setSpan(ROOT_CONTEXT, span), async () => {
    expect((await orchestrator?.post('/call', {}))?.status).toBe(201);
  });
  span.end();
  await orchestrator?.close();
  return span.spanContext().traceId;
}

it('gives spans to the tracing of the host, below the request that started the run', async () => {
  orchestrator = await openTestOrchestrator(documents());
  const traceId = await startWithin('POST /start');
  const spans = exporter.getFinishedSpans();
  expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
  const named = (name: string) => spans.find((span) => span.name === name);
  const request = named('POST /start')?.spanContext().spanId;
  for (const name of ['sonataflow.process.call', 'sonataflow.process.call.execute', 'act', 'rest get'])
    expect(named(name)?.parentSpanContext?.spanId).toBe(request);
  const call = named('rest get')?.spanContext().spanId;
  expect(receiver.calls.map(({ traceparent }) => traceparent)).toEqual([`00-${traceId}-${call}-01`]);
}, 120_000);

it('goes on with the trace of the host where spans are to go elsewhere', async () => {
  const endpoint = { 'orchestrator.telemetry.otlp.endpoint': receiver.url };
  orchestrator = await openTestOrchestrator(documents(), {}, endpoint);
  const traceId = await startWithin('POST /start');
  expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(['POST /start']);
  const run = receiver.span('sonataflow.process.call');
  expect(run.traceId).toBe(traceId);
  expect(attributeOf(run, 'sonataflow.process.id')).toBe('call');
}, 120_000);
