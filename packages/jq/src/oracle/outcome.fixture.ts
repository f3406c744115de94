import { compile, type Json, JqBudgetError, JqError, JqSyntaxError } from '../index.js';

/** A program and its input. */
export interface Case {
  readonly program: string;
  readonly input: Json;
}

/** How an evaluation ended: its outputs and what it raised after them, or that the program is none, or never ends. */
export type Outcome =
  | { readonly outputs: readonly Json[]; readonly error?: Json }
  | { readonly refused: true }
  | { readonly endless: true };

const BUDGET = { steps: 100_000, outputs: 500, depth: 1_000, bytes: 2_000_000 };
const asText = compile('tojson');

/** What our compiler says; null when the budget ended it, because jq then might never end. */
export function ours({ program, input }: Case): Outcome | null {
  const outputs: Json[] = [];
  try {
    for (const value of compile(program).iterate(input, {}, { budget: BUDGET })) outputs.push(printed(value));
    return { outputs };
  } catch (error) {
    if (error instanceof JqSyntaxError) return { refused: true };
    if (error instanceof JqBudgetError) return null;
    if (error instanceof JqError) return failure(outputs, error.value);
    throw error;
  }
}

function failure(outputs: readonly Json[], value: Json): Outcome | null {
  try {
    return { outputs, error: printed(value) };
  } catch (error) {
    if (error instanceof JqBudgetError) return null;
    throw error;
  }
}

/** A value as it comes back from text: NaN is null, infinities are the largest number. */
function printed(value: Json): Json {
  return JSON.parse(String(asText.one(value, {}, { budget: { bytes: 200_000 } }))) as Json;
}

/** Whether two outcomes are the same; the order of an object's keys does not count. */
export function agree(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const other = new Map<string, unknown>(Object.entries(b));
  const entries = Object.entries(a);
  return (
    entries.length === other.size &&
    entries.every(([key, value]) => other.has(key) && agree(value, other.get(key)))
  );
}
