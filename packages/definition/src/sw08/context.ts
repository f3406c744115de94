import type { Cursor } from '../document/cursor.js';
import type { ExpressionLanguage } from '../expressions/language.js';
import type { Dialect } from '../program/dialect.js';
import type { DeclaredError, RetryPolicy } from '../program/error-policy.js';
import type { Task, TaskId } from '../program/task.js';
import type { Declarations } from './declarations.js';
import type { DeclaredEvent } from './events/declared-event.js';
import type { DeclaredFunction } from './functions/declared-function.js';

/** What the compilation of an expression has to know. */
export interface ExpressionContext {
  readonly dialect: Dialect;
  readonly language: ExpressionLanguage;
  readonly functions: Declarations<DeclaredFunction>;
}

/** What the parts of one document's compilation share. */
export interface CompileContext extends ExpressionContext {
  readonly states: Declarations<TaskId>;
  readonly events: Declarations<DeclaredEvent>;
  readonly errors: Declarations<DeclaredError>;
  readonly retries: Declarations<RetryPolicy>;
  /** True: failing actions are tried again unless their errors are excluded (`autoRetries`). */
  readonly autoRetries: boolean;
  /** Namespaces of functions that may be called without a definition, beside the usual ones. */
  readonly namespaces: readonly string[];
  /** The document's `timeouts`, which hold where a state or branch has none of its own. */
  readonly timeouts: Cursor;
  /** The state in which new instances begin, if the document names one that exists. */
  readonly start: TaskId | undefined;
  /** Receives every compiled task. */
  readonly tasks: Map<TaskId, Task>;
}

/** The state whose parts are compiled. */
export interface StateScope {
  readonly id: TaskId;
  readonly name: string;
  /** True: it undoes another state, and its `end` only ends the undoing (section A12). */
  readonly forCompensation: boolean;
}
