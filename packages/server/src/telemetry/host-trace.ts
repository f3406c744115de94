import { createTraceState, isSpanContextValid, trace } from '@opentelemetry/api';
import { traceHeaders } from './tracing.js';

/**
 * What the headers of a start say where a host traces what asks for it: the host's span stands between the run and the one
 * who called the host. Empty where no host traces.
 */
export function hostTrace(): Readonly<Record<string, string>> {
  const context = trace.getActiveSpan()?.spanContext();
  if (!context || !isSpanContextValid(context)) return {};
  const { traceState = createTraceState() } = context;
  const state = traceState.serialize();
  return traceHeaders(context, state === '' ? undefined : state);
}
