import type { Program } from '@orchestrator/definition';
import type { Instance, TraceEntry } from '@orchestrator/engine';
import type { CommittedStep } from '@orchestrator/runtime';
import { Counter, Summary } from './collectors.js';
import type { Family, Labels } from './exposition.js';
import { OpenNodes } from './open-nodes.js';

/**
 * Counts and measures the runs that this process carries on, from what it has committed (workflow-runtime.md 9.1).
 *
 * Labels name workflows and their parts, never data of runs: an error counts under its code, not under its message, and
 * input is not counted at all.
 */
export class RunMetrics {
  readonly #open = new OpenNodes();
  readonly #started = new Counter({
    name: 'kogito_process_instance_started_total',
    help: 'Runs that were started.',
  });
  readonly #completed = new Counter({
    name: 'kogito_process_instance_completed_total',
    help: 'Runs that ended, by how they did.',
  });
  readonly #errors = new Counter({
    name: 'kogito_process_instance_error_total',
    help: 'Times that a run failed, by the code of the error.',
  });
  readonly #durations = new Summary({
    name: 'kogito_process_instance_duration_seconds',
    help: 'Time from start to end of runs that ended.',
  });
  readonly #nodeDurations = new Summary({
    name: 'kogito_node_instance_duration_milliseconds',
    help: 'Time that states and actions took.',
  });
  readonly #callDurations = new Summary({
    name: 'kogito_work_item_duration_seconds',
    help: 'Time that calls took, tries included.',
  });

  /** Takes a commit into account. */
  committed(instance: Instance, { program, before, trace }: CommittedStep): void {
    const labels = labelsOf(program);
    if (before.version === 0) this.#started.add(labels);
    for (const entry of trace) this.#node(labels, entry);
    const { state, error, startedAt, endedAt } = instance;
    const fails = before.state !== 'ERROR' || trace.some(({ type }) => type === 'failed');
    if (state === 'ERROR' && fails) this.#errors.add({ ...labels, error_message: error?.code ?? 'unknown' });
    if (endedAt === undefined) return;
    this.#completed.add({ ...labels, process_state: state === 'COMPLETED' ? 'Completed' : 'Aborted' });
    this.#durations.observe(labels, (endedAt - startedAt) / 1000);
  }

  get families(): Family[] {
    const all = [this.#started, this.#completed, this.#errors];
    const measured = [this.#durations, this.#nodeDurations, this.#callDurations];
    return [...all, ...measured].flatMap(({ families }) => families);
  }

  #node(labels: Labels, entry: TraceEntry): void {
    const closed = this.#open.take(entry);
    if (!closed || entry.type !== 'exited') return;
    const { name, nodeType, milliseconds } = closed;
    this.#nodeDurations.observe({ ...labels, node_name: name }, milliseconds);
    if (nodeType === 'WorkItemNode') this.#callDurations.observe({ ...labels, name }, milliseconds / 1000);
  }
}

/** The labels that every sample about a workflow has. */
export function labelsOf({ workflowId, version }: Pick<Program, 'workflowId' | 'version'>): Labels {
  return {
    app_id: 'sonataflow-process-monitoring-listener',
    process_id: workflowId,
    artifactId: 'orchestrator',
    version,
  };
}
