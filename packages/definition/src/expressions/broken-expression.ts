import { ExpressionError } from './expression.js';
import type { Expression } from './expression.js';

/**
 * Stands for an expression that could not be compiled where SonataFlow accepts the document all the same: it fails when
 * it is reached (workflow-runtime.md 3.1).
 *
 * @param reason - a sentence for the person who runs the workflow
 */
export function brokenExpression(source: string, reason: string): Expression {
  const fail = (): never => {
    throw new ExpressionError('expression-failed', reason);
  };
  return {
    source,
    confidential: false,
    reads: { data: [], variables: new Map() },
    evaluate: fail,
    text: fail,
    test: fail,
  };
}
