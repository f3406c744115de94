import type { Dialect, ResourceMap } from '@orchestrator/definition';
import type { Connector } from '@orchestrator/connectors';
import { defaultLimits } from '@orchestrator/engine';
import type { Limits } from '@orchestrator/engine';
import type { Store } from '@orchestrator/store';
import type { SettingsSources } from './configuration/settings.js';
import { defaultWorkflowLimits } from './limits/workflow-limits.js';
import type { WorkflowLimits } from './limits/workflow-limits.js';
import type { Logger } from './logger.js';
import type { Observer } from './observer.js';
import type { TraceIdOf } from './run-fields.js';
import type { Publisher } from './runtime.js';
import type { EventExtensions } from './steps/extended-events.js';
import type { StepReports } from './steps/stepper.js';

/** What a runtime is made of. */
export interface RuntimeOptions {
  readonly store: Store;
  /** Folder with one folder for each workflow; watched while the runtime lives. */
  readonly workflows: string;
  /** Connectors by the name that functions carry, for instance `rest`. */
  readonly connectors: ReadonlyMap<string, Connector>;
  /** Where produced events go; absent: they are logged and count as sent. */
  readonly publisher?: Publisher;
  /** Events that tell others of each step; they are stored with its commit and sent as those that instances produce. */
  readonly reports?: StepReports;
  readonly logger: Logger;
  /** Whom to tell what happens inside; absent: nobody. */
  readonly observer?: Observer;
  /** Which trace a run belongs to, so that log lines about it say so; absent: they do not. */
  readonly traceId?: TraceIdOf;
  /** What events of instances carry besides what their workflows say; absent: nothing. */
  readonly eventExtensions?: EventExtensions;
  /** Which `%profile.` lines of `application.properties` apply; `prod` by default. */
  readonly profile?: string;
  /** By whose rules documents are read that do not say so themselves; `sonataflow` by default. */
  readonly dialect?: Dialect;
  /** Settings for all workflows: set by hand, which count more than the environment, and from files, which count less. */
  readonly configuration?: Pick<SettingsSources, 'set' | 'shared'>;
  /** Environment variables that settings are read from; the process's own by default. */
  readonly environment?: { readonly [name: string]: string | undefined };
  /**
   * A long random text under which the credentials of starts are sealed in the store; the same for all processes that share
   * it. Absent: a run goes on without them after a restart, and in other processes.
   */
  readonly credentialsKey?: string;
  /** Folders that hold copies of what documents refer to by address. */
  readonly resourceMap?: ResourceMap;
  /** How documents are fetched that are referred to by address; absent: they are not. */
  readonly fetchResource?: typeof globalThis.fetch;
  /** Folder that runs are written to before they are deleted after `retention` of the settings; absent: nowhere. */
  readonly archive?: string;
  readonly settings?: Partial<RuntimeSettings>;
  /** Limits of single workflows, where they differ from those of `settings`. */
  readonly workflowLimits?: (workflowId: string) => Partial<WorkflowLimits>;
}

/** Every bound of the runtime, each with a default. Times are in milliseconds. */
export interface RuntimeSettings {
  readonly engine: Limits;
  /** What each workflow may take of all this. */
  readonly workflow: WorkflowLimits;
  /** How long a call, a due timer or its owner may be silent before another replica takes over. */
  readonly lease: number;
  /** Longest pause between two looks for work that another replica left behind. */
  readonly recoveryInterval: number;
  /** Calls of this process that may be on their way at once. */
  readonly maxConcurrentCalls: number;
  /** Starts and calls that may be on their way or waiting at once; a start beyond it is refused. */
  readonly maxActiveInstances: number;
  /** How long a start may wait for the limits of its workflow. */
  readonly startPatience: number;
  /** How long commits may take while starts are accepted. */
  readonly maxCommitDelay: number;
  /** Longest data to start with, of an event, and of a call's result, in characters as JSON. */
  readonly maxInputLength: number;
  readonly maxEventLength: number;
  readonly maxResultLength: number;
  /** Longest form of a whole instance. */
  readonly maxInstanceLength: number;
  /** How long a start keeps its caller waiting for a run that is busy with calls; the run goes on afterwards. */
  readonly startTimeout: number;
  /** How long calls that are on their way may take before they are handed over, where a runtime is drained. */
  readonly drainTime: number;
  /** How long closing waits for steps that are being committed. */
  readonly closeTimeout: number;
  /** Most instances that one list of a workflow holds. */
  readonly maxListed: number;
  /** How long an event that names its receiver is kept for a receiver that does not wait for it yet. */
  readonly eventWindow: number;
  /** How long the id of an event is remembered, so that it is not delivered twice. */
  readonly eventMemory: number;
  /** How long the key of a start is remembered (`Idempotency-Key`), so that a repeated request starts nothing. */
  readonly keyMemory: number;
  /** First pause before an event is sent again, doubled each time. */
  readonly publishRetry: number;
  /** Longest pause before an event is sent again. */
  readonly maxPublishRetry: number;
  /**
   * How long sending an event, or telling a run something, may fail before it becomes a dead letter and waits for a
   * person. Long, because an outage should need nobody once it is over.
   */
  readonly deadLetterAfter: number;
  /** The same for events whose receiver says that it will never take them; they hold back what their runs send later. */
  readonly refusedDeadLetterAfter: number;
  /** How long runs are kept after their end; no shorter than `keyMemory`, since a repeated start asks for its run. */
  readonly retention: number;
  /** Pause between two sweeps over runs that are to be deleted. */
  readonly retentionInterval: number;
}

/** The settings that apply where the host gives none. */
export const defaultSettings: RuntimeSettings = {
  engine: defaultLimits,
  workflow: defaultWorkflowLimits,
  // A dead process renewed its leases a moment before at best, so this leaves 4 s of the 10 s for taking over.
  lease: 6_000,
  recoveryInterval: 5_000,
  maxConcurrentCalls: 128,
  maxActiveInstances: 10_000,
  startPatience: 10_000,
  maxCommitDelay: 5_000,
  maxInputLength: 10_000_000,
  maxEventLength: 10_000_000,
  maxResultLength: 10_000_000,
  maxInstanceLength: 30_000_000,
  startTimeout: 60_000,
  drainTime: 10_000,
  closeTimeout: 1_000,
  maxListed: 1_000,
  eventWindow: 600_000,
  eventMemory: 86_400_000,
  keyMemory: 86_400_000,
  publishRetry: 1_000,
  maxPublishRetry: 60_000,
  deadLetterAfter: 86_400_000,
  refusedDeadLetterAfter: 600_000,
  retention: Infinity,
  retentionInterval: 600_000,
};
