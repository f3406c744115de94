export { callArguments } from './action/call-arguments.js';
export { advance } from './advance.js';
export type { AdvanceOptions } from './advance.js';
export { assignAt, mergeData } from './data/merge.js';
export { EMPTY_ENVIRONMENT } from './draft/variables.js';
export { senderAttributes } from './events/cloud-event.js';
export { correlationOf, matchesEvent } from './events/matches.js';
export type { Expectation } from './events/matches.js';
export { payloadOf } from './events/arrivals.js';
export { startEvents } from './events/start-events.js';
export type {
  Advance,
  CallArguments,
  CallEffect,
  CallError,
  Effect,
  Environment,
  Fact,
  LogEffect,
  MessageEffect,
  PublishEffect,
  SettledEffect,
  StartEffect,
  SubscribeEffect,
  TimerEffect,
  TimerName,
  TraceEntry,
} from './facts.js';
export { identifier } from './identifiers.js';
export { createInstance } from './instance/create.js';
export type { Beginning } from './instance/create.js';
export type {
  Arrival,
  CompensateProgress,
  DoProgress,
  ForkProgress,
  ForProgress,
  Frame,
  LeavingProgress,
  ListenProgress,
  NodeInstanceId,
  Progress,
  Retries,
  Scope,
  Step,
  Wait,
} from './instance/frame.js';
export { INSTANCE_FORMAT } from './instance/instance.js';
export type {
  CallResponse,
  CloudEvent,
  DetachedChild,
  Ending,
  Instance,
  InstanceError,
  InstanceState,
  ParentLink,
  PythonChanges,
  PythonVariable,
  PythonVariables,
} from './instance/instance.js';
export { migrateInstance } from './instance/migrate.js';
export { openFrames } from './instance/open-frames.js';
export type { Migration } from './instance/migrate.js';
export { upgradeInstance } from './instance/upgrade.js';
export type { StoredInstance } from './instance/upgrade.js';
export { defaultLimits } from './limits.js';
export type { Limits } from './limits.js';
export { nodeTypeOf } from './node-type.js';
