export { createRuntime } from './create-runtime.js';
export { InvalidInputError, OverloadedError, UnknownInstanceError, UnknownWorkflowError } from './errors.js';
export type { Logger } from './logger.js';
export { defaultSettings } from './options.js';
export type { RuntimeOptions, RuntimeSettings } from './options.js';
export type { Definitions, DocumentFindings, Runtime, StartRequest } from './runtime.js';
