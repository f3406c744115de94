import { randomUUID } from 'node:crypto';
import type { Connectors } from '@orchestrator/connectors';
import type { Logger, Runtime, Settings } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import { outgoingChannel } from '../http/events/outgoing-channel.js';
import type { RuntimeLimits } from '../limits/runtime-limits.js';
import { AllJobs } from './all-jobs.js';
import { EngineTimers } from './engine-timers.js';
import type { JobApi } from './job-api.js';
import { JobDesk } from './job-desk.js';
import { jobOptions } from './job-options.js';
import type { JobReports } from './job-reports.js';
import { JobRunner } from './job-runner.js';

/** What the service is made of. */
export interface JobServiceParts {
  readonly store: Store;
  readonly connectors: Pick<Connectors, 'http'>;
  readonly limits: Pick<RuntimeLimits, 'lease' | 'recoveryInterval'>;
  readonly settings: Settings;
  readonly serviceUrl: () => string;
  readonly runtime: Runtime;
  readonly logger: Logger;
}

/** Those who take orders of jobs, and those who call them. */
export interface JobService {
  readonly api: JobApi;
  readonly runner: JobRunner;
}

/** Makes a jobs service that has not begun to call jobs. @throws SettingError */
export function createJobService(parts: JobServiceParts): JobService {
  const { store, connectors, limits, settings, serviceUrl, runtime, logger } = parts;
  const isTold = outgoingChannel('JobEvent', settings) !== undefined;
  const reports: JobReports = {
    source: () => (isTold ? `${serviceUrl()}/jobs` : undefined),
    changed: () => void (isTold && runtime.lookForWork()),
  };
  const runner = new JobRunner({
    store,
    http: connectors.http,
    options: jobOptions((key) => settings.get(key)),
    owner: randomUUID(),
    lease: limits.lease,
    interval: limits.recoveryInterval,
    reports,
    logger,
  });
  const desk = new JobDesk({ store, reports, wakeIn: (time) => runner.wakeIn(time) });
  return { runner, api: new AllJobs(desk, new EngineTimers({ runtime, serviceUrl })) };
}
