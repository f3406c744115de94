export { analyse, type Analysis } from './analyse.js';
export type { Dialect, DialectOption } from './dialect/dialect.js';
export { type BudgetLimit, JqBudgetError, JqError, JqSyntaxError, type SourcePosition } from './errors.js';
export { compile, type CompileOptions, type EvaluateOptions, type Filter, type Variables } from './filter.js';
export type { Json, JsonObject } from './json.js';
export { type Budget, DEFAULT_BUDGET, type Meter } from './run.js';
export type {
  AssignOperator,
  Ast,
  AstKind,
  Definition,
  Member,
  Node,
  Pattern,
  PatternMember,
  Span,
  Step,
  StringPart,
} from './syntax/ast.js';
export { parse } from './syntax/parser.js';
