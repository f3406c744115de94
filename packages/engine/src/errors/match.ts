import { compile, JqBudgetError, JqError } from '@orchestrator/jq';
import type { Filter } from '@orchestrator/jq';
import type { DeclaredError } from '@orchestrator/definition';
import type { CallError } from '../facts.js';
import { classesOf, superclassesOf } from './classes.js';

/** One way in which an error can match what a document declares. */
type Policy = (error: CallError, code: string) => boolean;

/**
 * The ways in which an error can match, in the order in which they count (workflow-runtime.md 7): the first one that
 * fits any handler decides.
 */
export const POLICIES: readonly Policy[] = [
  (error, code) => codesOf(error).includes(code.slice(code.lastIndexOf(':') + 1)),
  (error, code) => classesOf(error)[0] === code,
  (error, code) => textsOf(error).includes(code),
  (error, code) => classesOf(error).slice(1).includes(code),
  (error, code) => textsOf(error).some((text) => isFoundIn(code, text)),
  (error, code) => superclassesOf(error).includes(code),
];

/** Whether an error is the declared one, in whatever way. */
export function matches(error: CallError, declared: DeclaredError): boolean {
  return POLICIES.some((policy) => policy(error, patternOf(declared)));
}

/** What an error has to match: the declared code, or the name of a declaration without one. */
export function patternOf({ code, name }: DeclaredError): string {
  return code ?? name;
}

/** The codes that documents know an error by. */
function codesOf({ code, status }: CallError): string[] {
  const codes = [code];
  if (status !== undefined) codes.push(String(status));
  if (code === 'timeout') codes.push('TimedOut');
  return codes;
}

function textsOf({ message, cause }: CallError): string[] {
  return cause === undefined ? [message] : [message, cause];
}

let search: Filter | undefined;

/** Looks for a regular expression of the document on the matcher of the jq package, which cannot run away. */
function isFoundIn(expression: string, text: string): boolean {
  search ??= compile('test($expression)', { variables: ['expression'] });
  try {
    return search.one(text, { expression }) === true;
  } catch (error) {
    // A text that is no regular expression, or one that takes too long, matches nothing.
    if (error instanceof JqError || error instanceof JqBudgetError) return false;
    throw error;
  }
}
