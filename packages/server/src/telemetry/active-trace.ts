import { createTraceState, isSpanContextValid, trace } from '@opentelemetry/api';
import { traceHeaders } from './tracing.js';

/** The trace of the span that is active in the process, as headers; empty without one. */
export function activeTrace(): Readonly<Record<string, string>> {
  const context = trace.getActiveSpan()?.spanContext();
  if (!context || !isSpanContextValid(context)) return {};
  const { traceState = createTraceState() } = context;
  const state = traceState.serialize();
  return traceHeaders(context, state === '' ? undefined : state);
}
