import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Span, SpanContext } from '@opentelemetry/api';
import { CallFailure } from '@orchestrator/connectors';
import type { CallResult, Connector, ConnectorCall } from '@orchestrator/connectors';
import { headersOfCall } from './call-headers.js';
import { ERROR_TYPE, FUNCTION_NAME, FUNCTION_TYPE, STATUS_CODE } from './span-names.js';
import { spanIdOf } from './trace-context.js';
import type { RunTrace } from './trace-context.js';
import { runAttributes, traceHeaders } from './tracing.js';
import type { Tracing } from './tracing.js';

/** The same connectors, each of whose calls has a span and tells the services that it calls of it. */
export function tracedConnectors(
  connectors: ReadonlyMap<string, Connector>,
  tracing: Tracing,
): ReadonlyMap<string, Connector> {
  return new Map(
    [...connectors].map(([kind, connector]) => [
      kind,
      { call: (call, signal) => traced(call, kind, tracing, () => connector.call(call, signal)) },
    ]),
  );
}

async function traced(
  call: ConnectorCall,
  kind: string,
  tracing: Tracing,
  make: () => Promise<CallResult>,
): Promise<CallResult> {
  const { instanceId, parent } = call.run;
  const run = tracing.traceOf({ instanceId, headers: call.headers, ...(parent && { parent }) });
  const span = begin(call, kind, tracing, run);
  if (!span) return inTrace(run.caller, run.state, make);
  try {
    // A host that traces requests itself has to know of the span too.
    const result = await context.with(trace.setSpan(context.active(), span), () =>
      inTrace(span.spanContext(), run.state, make),
    );
    const status = result.response?.statusCode;
    if (status !== undefined) span.setAttribute(STATUS_CODE, status);
    return result;
  } catch (error) {
    fail(span, error);
    throw error;
  } finally {
    span.end();
  }
}

function begin(call: ConnectorCall, kind: string, tracing: Tracing, run: RunTrace): Span | undefined {
  const { run: calling, node, idempotencyKey } = call;
  const { instanceId, workflowId, workflowVersion } = calling;
  return tracing.begin(run, {
    name: `${kind} ${call.function}`,
    kind: SpanKind.CLIENT,
    // A repeated call has the same key, and so the same span.
    spanId: spanIdOf(idempotencyKey),
    parentId: spanIdOf(node ?? instanceId),
    attributes: {
      ...runAttributes(instanceId, workflowId, workflowVersion),
      [FUNCTION_NAME]: call.function,
      [FUNCTION_TYPE]: kind,
    },
  });
}

/** Without a span the services learn of the trace all the same, so that they don't record it either. */
function inTrace<T>(told: SpanContext | undefined, state: string | undefined, make: () => T): T {
  return told ? headersOfCall.run(traceHeaders(told, state), make) : make();
}

/** The code alone: messages may hold what the service said. */
function fail(span: Span, error: unknown): void {
  const { code, status } =
    error instanceof CallFailure ? error.error : { code: 'connector-failed', status: undefined };
  span.setAttribute(ERROR_TYPE, code).setStatus({ code: SpanStatusCode.ERROR });
  if (status !== undefined) span.setAttribute(STATUS_CODE, status);
}
