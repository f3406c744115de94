export { advance } from './advance.js';
export { createInstance } from './create.js';
export type { Beginning } from './create.js';
export { merge, mergeAt } from './data/merge.js';
export type { Advance, CallEffect, CallError, Effect, Fact, TraceEntry } from './facts.js';
export type {
  Frame,
  Instance,
  InstanceError,
  InstanceState,
  NodeInstanceId,
  Scope,
  Wait,
} from './instance.js';
export { defaultLimits } from './limits.js';
export type { Limits } from './limits.js';
export { nodeTypeOf } from './node-type.js';
