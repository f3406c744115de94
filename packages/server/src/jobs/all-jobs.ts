import type { Job, JobOrder, JobSchedule } from '@orchestrator/store';
import type { EngineTimers } from './engine-timers.js';
import type { JobApi, ShownJob } from './job-api.js';
import type { JobDesk } from './job-desk.js';

/** Ordered jobs, and the timers of runs beside them. */
export class AllJobs implements JobApi {
  readonly #desk: JobDesk;
  readonly #timers: EngineTimers;

  constructor(desk: JobDesk, timers: EngineTimers) {
    this.#desk = desk;
    this.#timers = timers;
  }

  create(order: JobOrder): Promise<Job> {
    return this.#desk.create(order);
  }

  async find(id: string): Promise<ShownJob | undefined> {
    return (await this.#desk.find(id)) ?? this.#timers.find(id);
  }

  async cancel(id: string): Promise<ShownJob | undefined> {
    return (await this.#desk.cancel(id)) ?? this.#timers.cancel(id);
  }

  async reschedule(id: string, schedule: Partial<JobSchedule>): Promise<ShownJob | undefined> {
    return (await this.#desk.reschedule(id, schedule)) ?? this.#timers.reschedule(id, schedule);
  }
}
