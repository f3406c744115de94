export { compilerBuild } from './compiler-build.js';
export { parseResource } from './document/parse-resource.js';
export { addDuration, parseDuration } from './duration.js';
export { isTrue, toInteger, toList, toText } from './expressions/conversions.js';
export { ExpressionError, ExpressionSyntaxError } from './expressions/expression.js';
export type { Confidentiality, Expression, Variables } from './expressions/expression.js';
export type { Meter } from '@orchestrator/jq';
export { languageOf } from './expressions/language.js';
export type { ExpressionLanguage, LanguageName } from './expressions/language.js';
export type { Reads } from './expressions/reads.js';
export type { FindFunction, Template } from './expressions/template.js';
export { formatFinding } from './finding.js';
export type { Finding } from './finding.js';
export { graphOf } from './graph/graph.js';
export type { Graph, GraphEdge, GraphNode, GraphStep } from './graph/graph.js';
export { toMermaid } from './graph/mermaid.js';
export type { LinkKind } from './graph/task-links.js';
export { isJsonObject } from './json.js';
export type { Json, JsonObject } from './json.js';
export { definitionHash, isDefinitionFile, loadDefinition } from './load.js';
export type { LoadedDefinition, LoadOptions } from './load.js';
export type {
  ActionBase,
  CallTask,
  DataPath,
  DocumentReference,
  EmitTask,
  FunctionTarget,
  LogLevel,
  ResultFilter,
  RunTask,
} from './program/action.js';
export type { DataSchema, SchemaViolation } from './program/data-schema.js';
export type { Dialect } from './program/dialect.js';
export type { Catch, DeclaredError, RetryPolicy, RetryUse } from './program/error-policy.js';
export type { Correlation, EventUse, ProducedEvent } from './program/events.js';
export type { Program, SourceFile, WorkflowTimeout } from './program/program.js';
export { CANCEL_COMPENSATION } from './program/task.js';
export type {
  CompensateTask,
  ContinueTask,
  DoTask,
  ForkTask,
  ForTask,
  ListenEntry,
  ListenTask,
  SetTask,
  SwitchBranch,
  SwitchTask,
  Task,
  TaskBase,
  TaskId,
  TaskRole,
  Then,
  WaitTask,
} from './program/task.js';
export type { Duration, DurationSource, Schedule } from './program/time.js';
export { RemoteResources } from './remote-resources.js';
export type { RemoteSources, ResourceMap } from './remote-resources.js';
export { FolderResources, isAddress, ResourceError, StoredResources } from './resources.js';
export type { ResourceProblem, Resources } from './resources.js';
export { nextStart } from './schedule/next-start.js';
export { generatedId } from './sw08/functions/openapi.js';
export { setting } from './setting.js';
export type { Setting, SettingDeclaration, SettingTask } from './setting.js';
export { RESERVED_IDS } from './sw08/head.js';
