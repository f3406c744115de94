import { defaultSettings } from '@orchestrator/runtime';
import type { RuntimeSettings } from '@orchestrator/runtime';
import { milliseconds, wholeNumber } from './read-limit.js';
import type { Read } from './read-limit.js';
import * as process from './process-settings.js';
import * as recovery from './recovery-settings.js';

/** The bounds of the runtime that are limits, leases and pauses; all but those of single workflows. */
export type RuntimeLimits = Omit<
  RuntimeSettings,
  | 'workflow'
  | 'closeTimeout'
  | 'keyMemory'
  | 'deadLetterAfter'
  | 'refusedDeadLetterAfter'
  | 'retention'
  | 'retentionInterval'
>;

/** Shortest lease: a process that is busy for a moment must not lose its calls. In milliseconds. */
const SHORTEST_LEASE = 1_000;

/** The store takes a little more, so that a run that is nearly too large can still say so. */
const LARGEST_INSTANCE = 33_000_000;

/** What bounds the runtime, from the settings of the server and the defaults. @throws SettingError */
export function runtimeLimits(read: Read): RuntimeLimits {
  const number = ({ key }: { readonly key: string }, otherwise: number): number =>
    wholeNumber(read, key) ?? otherwise;
  const time = ({ key }: { readonly key: string }, otherwise: number, least?: number): number =>
    milliseconds(read, key, least) ?? otherwise;
  const { engine, ...defaults } = defaultSettings;
  return {
    engine: {
      maxStepsPerAdvance: number(process.STEPS_PER_TURN, engine.maxStepsPerAdvance),
      maxCostPerAdvance: number(process.COST_PER_TURN, engine.maxCostPerAdvance),
      maxStepsWithoutWait: number(process.STEPS_WITHOUT_WAIT, engine.maxStepsWithoutWait),
      maxItems: number(process.LOOP_ITEMS, engine.maxItems),
    },
    lease: time(recovery.LEASE, defaults.lease, SHORTEST_LEASE),
    recoveryInterval: time(recovery.RECOVERY_INTERVAL, defaults.recoveryInterval),
    maxConcurrentCalls: number(process.MAX_CALLS, defaults.maxConcurrentCalls),
    maxActiveInstances: number(process.MAX_RUNS, defaults.maxActiveInstances),
    startPatience: time(process.START_WAIT, defaults.startPatience),
    maxCommitDelay: time(process.COMMIT_DELAY, defaults.maxCommitDelay),
    maxInputLength: number(process.INPUT_LENGTH, defaults.maxInputLength),
    maxEventLength: number(process.EVENT_LENGTH, defaults.maxEventLength),
    maxResultLength: number(process.RESULT_LENGTH, defaults.maxResultLength),
    maxInstanceLength: Math.min(
      number(process.INSTANCE_LENGTH, defaults.maxInstanceLength),
      LARGEST_INSTANCE,
    ),
    startTimeout: time(process.ANSWER_TIME, defaults.startTimeout),
    drainTime: time(recovery.DRAIN_TIME, defaults.drainTime),
    maxListed: number(process.LISTED_RUNS, defaults.maxListed),
    eventWindow: time(recovery.EVENT_WINDOW, defaults.eventWindow),
    eventMemory: time(recovery.EVENT_MEMORY, defaults.eventMemory),
    publishRetry: time(recovery.PUBLISH_RETRY, defaults.publishRetry),
    maxPublishRetry: time(recovery.MAX_PUBLISH_RETRY, defaults.maxPublishRetry),
  };
}
