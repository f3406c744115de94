import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { DurationSource } from '../../program/time.js';
import type { CompileContext } from '../context.js';
import { durationAt, optionalDuration } from './duration-at.js';

/** How long an action may take: in all, and each of its tries. */
export interface ActionLimits {
  readonly timeout?: DurationSource;
  readonly attemptTimeout?: DurationSource;
}

/** `timeouts` of a branch, its state and the document: the innermost that has a key decides (section A11). */
export class TimeoutLevels {
  readonly #levels: readonly Cursor[];
  readonly #state: Cursor;
  readonly #context: CompileContext;

  private constructor(levels: readonly Cursor[], state: Cursor, context: CompileContext) {
    this.#levels = levels;
    this.#state = state;
    this.#context = context;
  }

  static ofState(state: Cursor, context: CompileContext): TimeoutLevels {
    return new TimeoutLevels([state.get('timeouts'), context.timeouts], state, context);
  }

  /** The levels inside a branch of the state. */
  within(branch: Cursor): TimeoutLevels {
    return new TimeoutLevels([branch.get('timeouts'), ...this.#levels], this.#state, this.#context);
  }

  /** How long a branch may take (`branchExecTimeout`). */
  branch(): DurationSource | undefined {
    return this.#duration('branchExecTimeout');
  }

  /** How long to wait for an event (`eventTimeout`, in older documents a property of the state itself). */
  event(): DurationSource | undefined {
    const older = this.#state.get('eventTimeout');
    if (!older.exists) return this.#duration('eventTimeout');
    const message = 'Older documents have "eventTimeout" here; write it below "timeouts".';
    older.reportName('warning', 'old-name', message);
    const own = this.#state.get('timeouts').get('eventTimeout');
    return durationAt(own.exists ? own : older, this.#context);
  }

  /** How long the state may take with all retries (`stateExecTimeout`, a text or its `total`). */
  state(): DurationSource | undefined {
    const cursor = this.#find('stateExecTimeout');
    if (!cursor) return undefined;
    return durationAt(isJsonObject(cursor.value) ? cursor.get('total') : cursor, this.#context);
  }

  /** How long actions may take (`actionExecTimeout`) and each try of them (`stateExecTimeout.single`). */
  actions(): ActionLimits {
    const timeout = this.#duration('actionExecTimeout');
    const state = this.#find('stateExecTimeout');
    const attemptTimeout =
      state && isJsonObject(state.value) ? optionalDuration(state.get('single'), this.#context) : undefined;
    return { ...(timeout && { timeout }), ...(attemptTimeout && { attemptTimeout }) };
  }

  #duration(key: string): DurationSource | undefined {
    const cursor = this.#find(key);
    return cursor && durationAt(cursor, this.#context);
  }

  #find(key: string): Cursor | undefined {
    return this.#levels.map((level) => level.get(key)).find((cursor) => cursor.exists);
  }
}
