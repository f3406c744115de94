import { hash } from 'node:crypto';
import type { SpanContext } from '@opentelemetry/api';
import type { JsonObject } from '@orchestrator/definition';
import type { Instance } from '@orchestrator/engine';

/** What tells which trace a run belongs to; instances and calls of instances have it. */
export interface TracedRun {
  readonly instanceId: string;
  /** Headers that the run was started with, or attributes of the event that started it. */
  readonly headers: JsonObject;
  readonly parent?: { readonly rootInstanceId: string };
}

/** What tells the trace of an instance. */
export function tracedRun({ id, headers, parent }: Pick<Instance, 'id' | 'headers' | 'parent'>): TracedRun {
  return { instanceId: id, headers, ...(parent && { parent }) };
}

/** Where a run stands in a trace. It derives from what is stored with the run, so every process comes to the same. */
export interface RunTrace {
  readonly traceId: string;
  /** Whether spans of the trace are recorded. */
  readonly sampled: boolean;
  /** The span of the one who started the run, or the outermost run around it; absent: nobody told. */
  readonly caller?: SpanContext;
  /** What other vendors keep in the trace (`tracestate`), handed on as it is. */
  readonly state?: string;
}

/** A `traceparent` of version 00, or of a later one, whose further parts are ignored (W3C Trace Context, 3.2). */
const PARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;

/** The flag of traces that are recorded (W3C Trace Context, 3.2.2.5.1). */
const SAMPLED = 1;

/** Ids of nothing but zeros mean that there is none (W3C Trace Context, 3.2.2.3). */
const NONE = /^0+$/;

/** Longest `tracestate` that is handed on, in characters (W3C Trace Context, 3.3.1.5). */
const MAX_STATE = 512;

/** @param ratio - share of the traces that are recorded where the one who started the run left that open */
export function traceOf({ instanceId, headers, parent }: TracedRun, ratio: number): RunTrace {
  const caller = parseParent(textOf(headers, 'traceparent'));
  if (!caller) {
    const traceId = hash('sha256', `trace ${parent?.rootInstanceId ?? instanceId}`).slice(0, 32);
    return { traceId, sampled: isSampled(traceId, ratio) };
  }
  const { traceId, traceFlags } = caller;
  const state = textOf(headers, 'tracestate');
  return {
    traceId,
    sampled: (traceFlags & SAMPLED) !== 0,
    caller,
    ...(state !== undefined && state.length <= MAX_STATE && { state }),
  };
}

/** The span context of a `traceparent`; undefined when it is none. */
export function parseParent(text: string | undefined): SpanContext | undefined {
  const [, traceId = '', spanId = '', flags = ''] = PARENT.exec(text ?? '') ?? [];
  if (traceId === '' || NONE.test(traceId) || NONE.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

/** A context as `traceparent`. */
export function formatParent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** Id of the span of a run or node instance, the same in every process and at every repetition. */
export function spanIdOf(id: string): string {
  return hash('sha256', `span ${id}`).slice(0, 16);
}

/** By the last 56 bits of the trace id, which are random by contract, so that all services that do likewise agree. */
function isSampled(traceId: string, ratio: number): boolean {
  return ratio >= 1 || Number.parseInt(traceId.slice(-14), 16) < ratio * 2 ** 56;
}

function textOf(headers: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
