import { JqBudgetError } from './errors.js';
import type { Json } from './json.js';

/** What one evaluation may use. */
export interface Budget {
  /** Loop rounds, calls and elements touched by builtins. */
  readonly steps: number;
  /** Values that the program may put out. */
  readonly outputs: number;
  /** Nested calls and nested value levels. */
  readonly depth: number;
  /** Bytes of strings, arrays and objects that are built, garbage included (an estimate). */
  readonly bytes: number;
}

/** Learns what evaluations cost, so that their caller can bound many of them together. */
export interface Meter {
  /** @param cost - steps of the budget, and one for every 64 bytes that were built */
  spend(cost: number): void;
}

/** The limits that apply where the caller names none: enough for megabytes of data, spent in well under a second. */
export const DEFAULT_BUDGET: Budget = {
  steps: 5_000_000,
  outputs: 1_000_000,
  depth: 10_000,
  bytes: 128 * 1024 * 1024,
};

/** The limits of one evaluation: the caller's where they are numbers from 0 on, the defaults elsewhere. */
export function toBudget(wanted: Partial<Budget> | undefined): Budget {
  if (wanted === undefined) return DEFAULT_BUDGET;
  const limit = (name: keyof Budget): number => {
    const value = wanted[name];
    return typeof value === 'number' && value >= 0 ? value : DEFAULT_BUDGET[name];
  };
  return { steps: limit('steps'), outputs: limit('outputs'), depth: limit('depth'), bytes: limit('bytes') };
}

/** The state of one evaluation: what is left of its budget, its variables and its clock. */
export class Run {
  readonly variables: readonly Json[];
  readonly now: number | undefined;
  readonly #budget: Budget;
  readonly timeZone: string;
  depth: number;
  #steps: number;
  #bytes: number;

  constructor(budget: Budget, variables: readonly Json[], now: number | undefined, timeZone: string) {
    this.#budget = budget;
    this.#steps = budget.steps;
    this.#bytes = budget.bytes;
    this.depth = budget.depth;
    this.variables = variables;
    this.now = now;
    this.timeZone = timeZone;
  }

  /** What has been used so far, in steps; 64 bytes count as one. */
  get cost(): number {
    const { steps, bytes } = this.#budget;
    return steps - this.#steps + Math.floor((bytes - this.#bytes) / 64);
  }

  /** Counts one round of a loop. */
  step(): void {
    if (--this.#steps < 0) throw new JqBudgetError('steps');
  }

  /** Counts the work of a builtin that touches `count` elements. */
  spend(count: number): void {
    this.#steps -= count;
    if (!(this.#steps >= 0)) throw new JqBudgetError('steps');
  }

  /** Counts the reading of a text of that many characters. */
  scan(characters: number): void {
    if (characters > 64) this.spend(characters >> 6);
  }

  /** Counts bytes that are about to be built; call it before building. */
  produce(bytes: number): void {
    this.#bytes -= bytes;
    if (!(this.#bytes >= 0)) throw new JqBudgetError('bytes');
  }

  /** Counts a call. Every `enter` has its `leave`, unless an exception passes: who catches one restores `depth`. */
  enter(): void {
    if (--this.#steps < 0) throw new JqBudgetError('steps');
    if (--this.depth < 0) throw new JqBudgetError('depth');
  }

  /** Ends a call. */
  leave(): void {
    this.depth++;
  }
}

/** The error that a program's caller sees: the engine's own limits become budget errors, all else stays. */
export function toPublicError(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  return new JqBudgetError(/call stack/i.test(error.message) ? 'depth' : 'bytes');
}
