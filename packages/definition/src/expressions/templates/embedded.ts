import { functionReference } from '../delimiters.js';
import { ExpressionSyntaxError } from '../expression.js';
import type { Expression } from '../expression.js';
import { Constant, Embedding, Evaluated } from './parts.js';
import type { FindFunction, Template } from '../template.js';

/** More closing braces than this are not tried for one opening `${`. */
const MAX_CLOSINGS = 64;

/**
 * Compiles a text in which `${ … }` stands for values (specification 0.8, section A3). A text that is one expression as
 * a whole gives its value as it is; otherwise the values become part of the text.
 *
 * @throws ExpressionSyntaxError
 */
export function compileEmbedded(
  text: string,
  compile: (text: string) => Expression,
  find: FindFunction,
): Template {
  const parts: (string | Expression)[] = [];
  let end = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', end)) {
    const piece = readPiece(text, start, compile, find);
    if (start > end) parts.push(text.slice(end, start));
    parts.push(piece.expression);
    end = piece.end;
  }
  if (end === 0) return new Constant(text);
  if (end < text.length) parts.push(text.slice(end));
  const expressions = parts.filter((part) => typeof part !== 'string');
  const [only] = expressions;
  const isWhole = expressions.length === 1 && parts.every((part) => part === only || isBlank(part));
  return isWhole && only ? new Evaluated(only) : new Embedding(parts);
}

/** The piece that begins at a `${`: it ends at the first brace that makes it an expression. */
function readPiece(
  text: string,
  start: number,
  compile: (text: string) => Expression,
  find: FindFunction,
): { readonly expression: Expression; readonly end: number } {
  let failure: ExpressionSyntaxError | undefined;
  let brace = text.indexOf('}', start);
  for (let tries = 0; brace >= 0 && tries < MAX_CLOSINGS; tries++) {
    const source = text.slice(start, brace + 1);
    try {
      return { expression: compilePiece(source, compile, find), end: brace + 1 };
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError)) throw error;
      failure ??= error;
    }
    brace = text.indexOf('}', brace + 1);
  }
  if (failure === undefined)
    throw new ExpressionSyntaxError('The expression has no closing "}"', { offset: start });
  throw new ExpressionSyntaxError(
    failure.message,
    { offset: start + (failure.offset ?? 0) },
    { cause: failure },
  );
}

function compilePiece(source: string, compile: (text: string) => Expression, find: FindFunction): Expression {
  const reference = functionReference(source);
  if (reference === undefined) return compile(source);
  const found = find(reference);
  if (found) return found;
  throw new ExpressionSyntaxError(`There is no function "${reference}" of type "expression"`);
}

function isBlank(part: string | Expression): boolean {
  return typeof part === 'string' && part.trim() === '';
}
