export { BACKLOG_LIMIT } from './backlog.js';
export type { Backlog, BacklogQueue } from './backlog.js';
export type { KnexLike } from './database/knex-database.js';
export type {
  Condition,
  CountQuery,
  DataIndex,
  DefinitionRow,
  ErrorRow,
  GroupDimension,
  InstanceGroup,
  InstanceRow,
  JobRow,
  NodeRow,
  NoteRow,
  Operator,
  Query,
  Revision,
  RunStatistics,
  TaskRow,
  WorkflowVersion,
} from './data-index.js';
export {
  InvalidQueryError,
  StoreDataError,
  StoreDataTooLargeError,
  StoreError,
  StoreFolderError,
  StoreFullError,
  StoreLockedError,
  StoreOptionsError,
  StoreSchemaError,
  StoreUnavailableError,
  UnknownFieldError,
} from './errors.js';
export type {
  CorrelationSet,
  Delivery,
  DeliveryOutcome,
  Events,
  EventStart,
  OutgoingEvent,
} from './events.js';
export type { DeadLetter, DeadLetterId, DeadLetterQuery, DeadLetters, Failure } from './dead-letters.js';
export type { Ingest, IngestedTarget, IngestedTask } from './ingest/ingest.js';
export type {
  DefinitionReport,
  ErrorReport,
  EventHead,
  InstanceReference,
  JobReport,
  LifecycleEvent,
  NodeChange,
  StateChange,
  TaskAssignment,
  TaskNoteChange,
  TaskStateChange,
  TaskVariableChange,
  VariableChange,
} from './ingest/lifecycle-event.js';
export type { Inbox, Message, MessageContent, MessageFailure, MessageId } from './inbox.js';
export type {
  ClaimedJob,
  HeldJob,
  Job,
  JobOrder,
  JobOutcome,
  Jobs,
  JobSchedule,
  JobStatus,
  RetryRules,
  ScheduledJob,
} from './jobs.js';
export type { Expired, Retention, Sweep, SweepPosition } from './retention.js';
export type { ReservedStart, StartKeys, StartReservation } from './start-keys.js';
export { readyEmbeddedDatabase } from './database/pglite-thread.js';
export { GrowingPause } from './growing-pause.js';
export { openStore } from './open-store.js';
export type { StoreOptions } from './open-store.js';
export type {
  CallKey,
  Change,
  Claim,
  FairClaim,
  CallClaim,
  QueueClaim,
  ClaimedTimer,
  TimerClaim,
  CommitOutcome,
  DueTimer,
  PendingCall,
  PublishedDefinition,
  Store,
  StoredDefinition,
  StoredNode,
  WaitingNode,
} from './store.js';
