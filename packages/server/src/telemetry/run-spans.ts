import { SpanStatusCode } from '@opentelemetry/api';
import type { Attributes } from '@opentelemetry/api';
import type { Instance, NodeInstanceId, TraceEntry } from '@orchestrator/engine';
import type { CommittedStep, Logger } from '@orchestrator/runtime';
import type { DataIndex } from '@orchestrator/store';
import { OpenNodes } from '../http/metrics/open-nodes.js';
import type { ClosedNode } from '../http/metrics/open-nodes.js';
import {
  ACTION,
  ERROR_TYPE,
  INSTANCE_STATE,
  NODE_ID,
  NODE_OUTCOME,
  NODE_TYPE,
  sonataflow,
  STATE,
  STATUS_CODE,
} from './span-names.js';
import { spanIdOf, tracedRun } from './trace-context.js';
import type { RunTrace } from './trace-context.js';
import { runAttributes } from './tracing.js';
import type { Tracing } from './tracing.js';

/** What making the spans of runs needs from its surroundings. */
export interface RunSpansOptions {
  readonly tracing: Tracing;
  /** Knows the nodes that other processes have entered. */
  readonly index: Pick<DataIndex, 'nodes'>;
  /** Whether spans tell of what happened within them too (`sonataflow.otel.events.enabled`). */
  readonly events: boolean;
  readonly logger: Logger;
}

/** Headers that are copied to spans by contract, with the attributes that they become. */
const TRACKED = /^x-(?:transaction-id$|tracker-(.+))/;

/** Longest of these values that is copied, in characters. */
const MAX_TRACKED = 128;

/**
 * Makes a span of each run, state and action when it has ended, from what was committed. Spans show names, ids, states and
 * codes of errors, never data or messages.
 */
export class RunSpans {
  readonly #options: RunSpansOptions;
  readonly #open = new OpenNodes();

  constructor(options: RunSpansOptions) {
    this.#options = options;
  }

  /** Takes a commit into account. */
  committed(instance: Instance, step: CommittedStep): void {
    const run = this.#options.tracing.traceOf(tracedRun(instance));
    if (!run.sampled) return;
    const unknown = step.trace.filter((entry) => this.#node(run, instance, step, entry) === 'unknown');
    if (unknown.length > 0) void this.#lookUp(run, instance, step, unknown);
    const fails = step.before.state !== 'ERROR' || step.trace.some(({ type }) => type === 'failed');
    if (instance.state === 'ERROR' && fails) this.#failure(run, instance, step);
    if (instance.endedAt !== undefined) this.#end(run, instance, step);
  }

  #node(run: RunTrace, instance: Instance, step: CommittedStep, entry: TraceEntry): 'unknown' | undefined {
    const closed = this.#open.take(entry);
    if (closed) this.#span(run, instance, step, entry, closed);
    else if (ends(entry)) return 'unknown';
    return undefined;
  }

  /** Nodes that another process entered are in the database, together with when that was. */
  async #lookUp(
    run: RunTrace,
    instance: Instance,
    step: CommittedStep,
    entries: readonly TraceEntry[],
  ): Promise<void> {
    try {
      const rows = (await this.#options.index.nodes([instance.id])).get(instance.id) ?? [];
      for (const entry of entries) {
        const row = rows.find(({ id }) => id === entry.node);
        if (!row || row.enter === null) continue;
        const { name, type: nodeType, enter: at, parent } = row;
        const milliseconds = entry.at - at;
        const node = { name, nodeType, at, milliseconds, ...(parent !== null && { parent }) };
        this.#span(run, instance, step, entry, node);
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.logger.debug(`Spans are missing, since nodes could not be looked up. ${reason}`, {
        instanceId: instance.id,
      });
    }
  }

  #span(
    run: RunTrace,
    instance: Instance,
    { program }: CommittedStep,
    entry: TraceEntry,
    { name, nodeType, at, parent }: ClosedNode,
  ): void {
    const isState = parent === undefined;
    const span = this.#options.tracing.begin(run, {
      // Dashboards of the existing stack look for states by this name.
      name: isState ? sonataflow(`process.${instance.workflowId}.execute`) : name,
      spanId: spanIdOf(entry.node),
      parentId: spanIdOf(parent ?? instance.id),
      startTime: at,
      attributes: {
        ...this.#attributes(instance, program.version),
        [isState ? STATE : ACTION]: name,
        [NODE_ID]: entry.node,
        [NODE_TYPE]: nodeType,
        ...(entry.type !== 'exited' && { [NODE_OUTCOME]: entry.type }),
      },
    });
    if (isState && this.#options.events) {
      span?.addEvent('state.started', {}, at);
      span?.addEvent('state.completed', {}, entry.at);
    }
    span?.end(entry.at);
  }

  /** A failed run may stand for days, so that its failure is shown at once, as a span of its own. */
  #failure(run: RunTrace, instance: Instance, { program, trace }: CommittedStep): void {
    const { error, version, workflowId } = instance;
    if (!error) return;
    const failed = trace.findLast((entry) => entry.type === 'failed' && entry.node === error.node);
    const at = failed?.at ?? Date.now();
    const span = this.#options.tracing.begin(run, {
      name: sonataflow(`process.${workflowId}.error`),
      spanId: spanIdOf(`${error.node} failed ${version}`),
      parentId: spanIdOf(error.node),
      startTime: at,
      attributes: {
        ...this.#attributes(instance, program.version),
        [NODE_ID]: error.node,
        ...errorAttributes(error),
      },
    });
    if (this.#options.events) span?.addEvent('process.instance.error', errorAttributes(error), at);
    span?.setStatus({ code: SpanStatusCode.ERROR }).end(at);
  }

  #end(run: RunTrace, instance: Instance, { program }: CommittedStep): void {
    const { id, parent, startedAt, endedAt, state, workflowId, error } = instance;
    const around: NodeInstanceId | undefined = parent && (parent.node ?? parent.instanceId);
    const span = this.#options.tracing.begin(run, {
      name: sonataflow(`process.${workflowId}`),
      spanId: spanIdOf(id),
      ...(around !== undefined && { parentId: spanIdOf(around) }),
      startTime: startedAt,
      attributes: this.#attributes(instance, program.version),
    });
    if (!span) return;
    if (this.#options.events) {
      span.addEvent('process.instance.start', {}, startedAt);
      span.addEvent('process.instance.complete', {}, endedAt);
    }
    if (state === 'ABORTED' && error)
      span.setAttributes(errorAttributes(error)).setStatus({ code: SpanStatusCode.ERROR });
    span.end(endedAt);
  }

  #attributes({ id, workflowId, state, headers }: Instance, version: string): Attributes {
    const attributes = runAttributes(id, workflowId, version);
    attributes[INSTANCE_STATE] = state;
    for (const [name, value] of Object.entries(headers)) {
      const tracked = TRACKED.exec(name);
      if (!tracked || typeof value !== 'string') continue;
      const [, tracker] = tracked;
      const attribute = tracker === undefined ? 'transaction.id' : `tracker.${tracker}`;
      attributes[sonataflow(attribute)] = value.slice(0, MAX_TRACKED);
    }
    return attributes;
  }
}

function ends({ type }: TraceEntry): boolean {
  return type === 'exited' || type === 'skipped' || type === 'cancelled';
}

/** The code alone: messages may hold data of the run. */
function errorAttributes({ code, status }: NonNullable<Instance['error']>): Attributes {
  return { [ERROR_TYPE]: code, ...(status !== undefined && { [STATUS_CODE]: status }) };
}
