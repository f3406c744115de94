export { addDuration, parseDuration } from './duration.js';
export { ExpressionError, ExpressionSyntaxError } from './expressions/expression.js';
export type { Expression, Variables } from './expressions/expression.js';
export type { Template } from './expressions/template.js';
export { formatFinding } from './finding.js';
export type { Finding } from './finding.js';
export { isJsonObject } from './json.js';
export type { Json, JsonObject } from './json.js';
export { isDefinitionFile, loadDefinition, RESERVED_IDS } from './load.js';
export type { LoadedDefinition } from './load.js';
export type {
  CallTask,
  DataSchema,
  Dialect,
  DoTask,
  Duration,
  FunctionTarget,
  LogLevel,
  Program,
  ResultFilter,
  SchemaViolation,
  SetTask,
  SourceFile,
  SwitchTask,
  Task,
  TaskId,
  Then,
  WaitTask,
} from './program.js';
export { FolderResources, ResourceOutsideError, StoredResources } from './resources.js';
export type { Resources } from './resources.js';
