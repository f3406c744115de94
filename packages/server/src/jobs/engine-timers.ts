import type { Frame, Instance, TimerName } from '@orchestrator/engine';
import { openFrames } from '@orchestrator/engine';
import { UnknownInstanceError, UnknownNodeError } from '@orchestrator/runtime';
import type { Runtime } from '@orchestrator/runtime';
import type { DueTimer, JobSchedule, ScheduledJob } from '@orchestrator/store';
import type { ShownJob } from './job-api.js';
import { badJob } from './job-fields.js';

/** `<instance id>:<node>:<timer>`, as the data index names timers too. */
const TIMER_ID = /^(?<instanceId>.+):(?<node>\d+):(?<timer>wait|deadline)$/s;

/** What the timers of runs are reached by. */
export interface EngineTimersContext {
  readonly runtime: Pick<Runtime, 'instance' | 'moveTimer'>;
  readonly serviceUrl: () => string;
}

/** The timers of runs, in the form of jobs: what cancels or moves one is a command to its run. */
export class EngineTimers {
  readonly #context: EngineTimersContext;

  constructor(context: EngineTimersContext) {
    this.#context = context;
  }

  /** Undefined when it is not the id of a timer that still waits. */
  async find(id: string): Promise<ShownJob | undefined> {
    const timer = timerOf(id);
    const instance = timer && (await this.#context.runtime.instance(timer.instanceId));
    return instance && this.#shown(id, instance, timer);
  }

  /** The node then waits for something else, or until an operator goes on with it. */
  async cancel(id: string): Promise<ShownJob | undefined> {
    const found = await this.find(id);
    const done = found && (await this.#move(id, undefined));
    return done && { ...found, scheduled: { ...found.scheduled, status: 'CANCELED' } };
  }

  /** @throws HttpProblem 400 for a repetition, which no timer of a run has */
  async reschedule(id: string, schedule: Partial<JobSchedule>): Promise<ShownJob | undefined> {
    const found = await this.find(id);
    if (!found) return undefined;
    if (schedule.expirationTime === undefined || schedule.repeatInterval !== undefined)
      throw badJob('A timer of a run is not repeated; only its expirationTime can be changed.');
    const instance = await this.#move(id, schedule.expirationTime);
    const timer = timerOf(id);
    return instance && timer && this.#shown(id, instance, timer);
  }

  async #move(id: string, due: number | undefined): Promise<Instance | undefined> {
    const timer = timerOf(id);
    try {
      return timer && (await this.#context.runtime.moveTimer(timer, due));
    } catch (error) {
      // It fired meanwhile.
      if (error instanceof UnknownInstanceError || error instanceof UnknownNodeError) return undefined;
      throw error;
    }
  }

  #shown(id: string, instance: Instance, timer: DueTimer): ShownJob | undefined {
    const due = dueOf(instance, timer);
    if (due === undefined) return undefined;
    const { id: processInstanceId, workflowId: processId, parent } = instance;
    const path = [processId, 'instances', processInstanceId, 'timers', id].map(encodeURIComponent).join('/');
    const scheduled: ScheduledJob = {
      id,
      expirationTime: new Date(due).toISOString(),
      priority: 0,
      callbackEndpoint: `${this.#context.serviceUrl()}/management/jobs/${path}`,
      processInstanceId,
      rootProcessInstanceId: parent?.rootInstanceId ?? null,
      processId,
      rootProcessId: parent?.rootWorkflowId ?? null,
      nodeInstanceId: isOfRun(timer) ? null : timer.node,
      repeatInterval: null,
      repeatLimit: null,
      scheduledId: null,
      retries: 0,
      status: 'SCHEDULED',
      lastUpdate: null,
      executionCounter: 0,
      executionResponse: null,
      exceptionMessage: null,
      exceptionDetails: null,
    };
    return { scheduled, correlationId: id, recipient: null };
  }
}

function timerOf(id: string): DueTimer | undefined {
  const { instanceId, node, timer } = TIMER_ID.exec(id)?.groups ?? {};
  if (instanceId === undefined || node === undefined || timer === undefined) return undefined;
  return { instanceId, node: `${instanceId}:${node}`, timer: timer as TimerName };
}

/** When a timer that has not fired is due. */
function dueOf(instance: Instance, { node, timer }: DueTimer): number | undefined {
  if (instance.endedAt !== undefined || isHeld(instance, node, timer)) return undefined;
  if (isOfRun({ instanceId: instance.id, node })) return timer === 'deadline' ? instance.deadline : undefined;
  const frame = [...openFrames(instance)].find((open) => open.node === node);
  return frame && (timer === 'deadline' ? frame.deadline : waitDue(frame));
}

function waitDue({ wait }: Frame): number | undefined {
  return wait?.for === 'turn' ? undefined : wait?.due;
}

/** The time of the whole run. */
function isOfRun({ instanceId, node }: Pick<DueTimer, 'instanceId' | 'node'>): boolean {
  return node === `${instanceId}:0`;
}

/** Whether it fired while the run stood still. */
function isHeld({ held }: Instance, node: string, timer: TimerName): boolean {
  return held.some((fact) => fact.type === 'timer-fired' && fact.node === node && fact.timer === timer);
}
