import { ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import type { Attributes, Context, Span, SpanContext, SpanOptions, Tracer } from '@opentelemetry/api';
import type { Instance, NodeInstanceId } from '@orchestrator/engine';
import { INSTANCE_ID, WORKFLOW_ID, WORKFLOW_VERSION } from './span-names.js';
import { formatParent, spanIdOf, tracedRun, traceOf } from './trace-context.js';
import type { RunTrace, TracedRun } from './trace-context.js';

/** Where spans go. */
export interface SpanTarget {
  readonly tracer: Tracer;
  /**
   * Says which ids the next span has. Absent: the tracer makes them up, as that of a host does; then spans of a run hang side
   * by side below the one who started it, since a later process could not know what ids an earlier one made up.
   */
  readonly give?: (ids: { readonly traceId: string; readonly spanId: string }) => void;
  /** Share of the traces that are recorded where the one who started the run left that open. */
  readonly ratio: number;
}

/** A span that is to be begun. */
export interface SpanPlan extends Omit<SpanOptions, 'root' | 'links'> {
  readonly name: string;
  /** Of what the span is: a run, a node instance. Its id derives from it. */
  readonly spanId: string;
  /** Id of the span around it; absent: that of the one who started the run. */
  readonly parentId?: string;
}

/** Makes the spans of runs, and tells others which trace they are part of. */
export class Tracing {
  readonly #target: SpanTarget;

  constructor(target: SpanTarget) {
    this.#target = target;
  }

  traceOf(run: TracedRun): RunTrace {
    return traceOf(run, this.#target.ratio);
  }

  /** Begins a span; undefined when its trace is not recorded. */
  begin(run: RunTrace, { name, spanId, parentId, ...options }: SpanPlan): Span | undefined {
    if (!run.sampled) return undefined;
    const { tracer, give } = this.#target;
    give?.({ traceId: run.traceId, spanId });
    return tracer.startSpan(name, options, this.#around(run, parentId));
  }

  /** What an event that a node produces tells of its trace (CloudEvents, distributed tracing extension). */
  eventExtensions(instance: Instance, node: NodeInstanceId): Record<string, string> {
    const run = this.traceOf(tracedRun(instance));
    const context = this.#target.give ? contextOf(run, spanIdOf(spanOwner(instance, node))) : run.caller;
    return context ? traceHeaders(context, run.state) : {};
  }

  #around(run: RunTrace, parentId: string | undefined): Context {
    const { caller } = run;
    // A tracer that makes ids up knows none of the spans of this run, but those of one trace stay together.
    const parent =
      parentId !== undefined && (this.#target.give || !caller) ? contextOf(run, parentId) : caller;
    return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
  }
}

/** The headers by which a service that is called learns of its trace. */
export function traceHeaders(context: SpanContext, state: string | undefined): Record<string, string> {
  return { traceparent: formatParent(context), ...(state !== undefined && { tracestate: state }) };
}

/** Attributes that all spans of a run have (workflow-runtime.md 9.2). */
export function runAttributes(instanceId: string, workflowId: string, version: string): Attributes {
  return {
    [INSTANCE_ID]: instanceId,
    [WORKFLOW_ID]: workflowId,
    [WORKFLOW_VERSION]: version,
  };
}

function contextOf({ traceId, sampled }: RunTrace, spanId: string): SpanContext {
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return { traceId, spanId, traceFlags, isRemote: true };
}

/** What is produced outside of any node is the run's own. */
function spanOwner(instance: Instance, node: NodeInstanceId): string {
  return node.endsWith(':0') ? instance.id : node;
}
