import { JSONPathEnvironment, JSONPathError, jsonpath, TokenKind } from 'json-p3';
import type { JSONPathQuery } from 'json-p3';
import { ExpressionSyntaxError } from '../expression.js';
import { FilterCompiler } from './filter.js';
import type { Selector, Step } from './step.js';

const { NameSelector, IndexSelector, SliceSelector, WildcardSelector, FilterSelector } = jsonpath.selectors;

/** The grammar of RFC 9535 but for its functions: some of them run patterns that nothing bounds. */
const GRAMMAR = new JSONPathEnvironment();
GRAMMAR.functionRegister.clear();

/**
 * Reads what stands in brackets, the brackets included: names, positions, slices, filters.
 *
 * @param offset - where the text begins in the expression
 * @throws ExpressionSyntaxError
 */
export function parseSelection(text: string, offset: number): readonly Selector[] {
  try {
    return toSteps(GRAMMAR.compile(`$${text}`)).flatMap((step) => step.selectors);
  } catch (error) {
    if (error instanceof JSONPathError) {
      // The library repeats the place in its message.
      const message = error.message.replace(/ \('.*':\d+\)$/s, '');
      const place = { offset: offset + Math.max(0, error.token.index - 1) };
      throw new ExpressionSyntaxError(message, place, { cause: error });
    }
    if (error instanceof RangeError)
      throw new ExpressionSyntaxError('The path nests too deeply', { offset }, { cause: error });
    throw error;
  }
}

function toSteps(query: JSONPathQuery): Step[] {
  return query.segments.map(({ token, selectors }) => ({
    descend: token.kind === TokenKind.DDOT,
    selectors: selectors.map(toSelector),
  }));
}

function toSelector(selector: jsonpath.JSONPathSelector): Selector {
  if (selector instanceof NameSelector) return { kind: 'name', name: selector.name };
  if (selector instanceof IndexSelector) return { kind: 'index', index: selector.index };
  if (selector instanceof WildcardSelector) return { kind: 'wildcard' };
  if (selector instanceof SliceSelector) {
    const { start, stop, step } = selector;
    return { kind: 'slice', start, stop, step };
  }
  if (!(selector instanceof FilterSelector))
    throw new ExpressionSyntaxError('This kind of selection is not supported');
  const compiler = new FilterCompiler(toSteps);
  const test = compiler.test(selector.expression);
  return { kind: 'filter', test, readsRoot: compiler.readsRoot };
}
