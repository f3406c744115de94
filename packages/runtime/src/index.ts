export { readConfiguration } from './configuration/read-configuration.js';
export { Settings } from './configuration/settings.js';
export type { SettingsSources } from './configuration/settings.js';
export type { TraceIdOf } from './run-fields.js';
export type { DefinitionHead } from './definitions/definition-head.js';
export { createRuntime } from './create-runtime.js';
export {
  DataTooLargeError,
  InvalidInputError,
  MigrationError,
  KeyReusedError,
  OverloadedError,
  TooManyStartsError,
  UnknownInstanceError,
  UnknownNodeError,
  UnknownTaskError,
  UnknownWorkflowError,
  UnreachableNodeError,
  WrongStateError,
} from './errors.js';
export type { WorkflowLimits } from './limits/workflow-limits.js';
export type { Logger } from './logger.js';
export type { Observer } from './observer.js';
export { defaultSettings } from './options.js';
export type { RuntimeOptions, RuntimeSettings } from './options.js';
export type {
  CommandOptions,
  CommitListener,
  Definitions,
  DocumentFindings,
  Publisher,
  Runtime,
  RuntimeActivity,
  StartRequest,
} from './runtime.js';
export { Alarm } from './steps/alarm.js';
export type { EventExtensions } from './steps/extended-events.js';
export type { CommittedStep, StepReports } from './steps/stepper.js';
