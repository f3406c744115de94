import type { Program } from '@orchestrator/definition';
import type { Instance } from '@orchestrator/engine';
import type { CommittedStep, Observer } from '@orchestrator/runtime';
import type { DeliveryOutcome } from '@orchestrator/store';
import { Counter } from './collectors.js';
import type { Family, Labels } from './exposition.js';
import { Histogram, LONG_TIMES, SHORT_TIMES } from './histogram.js';

/**
 * Counts and measures how this process carries runs on: how many there are, how long steps and commits take, what had to be
 * recovered, and what became of events. Labels name workflows, versions and outcomes, never data of runs.
 */
export class RuntimeMetrics implements Observer {
  readonly #started = new Counter({
    name: 'orchestrator_runs_started_total',
    help: 'Runs that this process started.',
  });
  readonly #ended = new Counter({
    name: 'orchestrator_runs_ended_total',
    help: 'Runs that this process brought to an end, by their last state.',
  });
  readonly #failed = new Counter({
    name: 'orchestrator_runs_failed_total',
    help: 'Times that a run came to a stand with an error; it may be taken up again.',
  });
  readonly #lives = new Histogram({
    name: 'orchestrator_run_duration_seconds',
    help: 'Time from start to end of runs.',
    bounds: LONG_TIMES,
    label: 'workflow',
  });
  readonly #steps = new Histogram({
    name: 'orchestrator_step_duration_seconds',
    help: 'Time of a step: loading the run, computing, committing.',
    bounds: SHORT_TIMES,
    label: 'workflow',
  });
  readonly #conflicts = new Counter({
    name: 'orchestrator_step_conflicts_total',
    help: 'Steps that were computed again because another process was faster.',
  });
  readonly #commits = new Histogram({
    name: 'orchestrator_commit_duration_seconds',
    help: 'Time of a commit of all steps that share it.',
    bounds: SHORT_TIMES,
    label: 'outcome',
  });
  readonly #groups = new Histogram({
    name: 'orchestrator_commit_steps',
    help: 'Steps that share a commit.',
    bounds: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
  });
  readonly #parted = new Counter({
    name: 'orchestrator_commits_parted_total',
    help: 'Commits that were repeated step by step because the data of one step cannot be stored.',
  });
  readonly #lateness = new Histogram({
    name: 'orchestrator_timer_lateness_seconds',
    help: 'Time from when a timer was due until it was taken up.',
    bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10, 60, 600],
  });
  readonly #timersAgain = new Counter({
    name: 'orchestrator_timers_recovered_total',
    help: 'Due timers that were taken up again because the process that had them did not get that far.',
  });
  readonly #callsAgain = new Counter({
    name: 'orchestrator_calls_recovered_total',
    help: 'Calls that were made again because no result of them was recorded.',
  });
  readonly #received = new Counter({
    name: 'orchestrator_events_received_total',
    help: 'What became of events from outside; an event that is for several counts for each of them.',
  });
  readonly #sent = new Counter({
    name: 'orchestrator_events_sent_total',
    help: 'Tries to send an event of a run, by whether the receiver took it.',
  });

  stepped(workflowId: string, milliseconds: number): void {
    this.#steps.observe(milliseconds / 1000, workflowId);
  }

  committed(instance: Instance, { program, before, trace }: CommittedStep): void {
    const { state, startedAt, endedAt } = instance;
    if (before.version === 0) this.#started.add(labelsOf(program));
    const fails = before.state !== 'ERROR' || trace.some(({ type }) => type === 'failed');
    if (state === 'ERROR' && fails) this.#failed.add(labelsOf(program));
    if (endedAt === undefined) return;
    this.#ended.add({ ...labelsOf(program), state });
    this.#lives.observe((endedAt - startedAt) / 1000, instance.workflowId);
  }

  conflicted(workflowId: string): void {
    this.#conflicts.add({ workflow: workflowId });
  }

  flushed(changes: number, milliseconds: number, failed: boolean): void {
    this.#commits.observe(milliseconds / 1000, failed ? 'failed' : 'committed');
    this.#groups.observe(changes);
  }

  parted(): void {
    this.#parted.add({});
  }

  timerFired(late: number, again: boolean): void {
    // The clock of the database may be read a moment before the timer is due.
    this.#lateness.observe(Math.max(0, late) / 1000);
    if (again) this.#timersAgain.add({});
  }

  callTakenOver(workflowId: string): void {
    this.#callsAgain.add({ workflow: workflowId });
  }

  delivered({ told, started, kept, duplicate }: DeliveryOutcome): void {
    if (told > 0) this.#received.add({ outcome: 'told' }, told);
    if (started > 0) this.#received.add({ outcome: 'started' }, started);
    if (kept) this.#received.add({ outcome: 'kept' });
    if (told + started > 0 || kept) return;
    this.#received.add({ outcome: duplicate ? 'duplicate' : 'unwanted' });
  }

  published(failed: boolean): void {
    this.#sent.add({ outcome: failed ? 'failed' : 'sent' });
  }

  get families(): Family[] {
    const runs = [this.#started, this.#ended, this.#failed, this.#lives];
    const steps = [this.#steps, this.#conflicts, this.#commits, this.#groups, this.#parted];
    const recovered = [this.#lateness, this.#timersAgain, this.#callsAgain];
    const events = [this.#received, this.#sent];
    return [...runs, ...steps, ...recovered, ...events].flatMap(({ families }) => families);
  }
}

function labelsOf({ workflowId, version }: Program): Labels {
  return { workflow: workflowId, version };
}
