/**
 * Types, permissions and constants that the Orchestrator's frontend and backend share.
 *
 * @packageDocumentation
 */
export type * from './dto/error';
export type * from './dto/execute';
export type * from './dto/finding';
export type * from './dto/instance';
export type * from './dto/search';
export * from './dto/status';
export type * from './dto/workflow';
export * from './permissions';
export * from './query-params';
export * from './signals';
