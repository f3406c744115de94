import type { Dialect } from './dialect.js';
import { type Evaluation, JQ_EVALUATION } from './evaluation.js';
import { EVALUATION_DIFFERENCES } from './evaluation-differences.js';

function withChange(evaluation: Evaluation, change: Partial<Evaluation>): Evaluation {
  return {
    ...evaluation,
    ...change,
    builtins: { ...evaluation.builtins, ...change.builtins },
    definitions: evaluation.definitions + (change.definitions ?? ''),
    formats: { ...evaluation.formats, ...change.formats },
  };
}

/** How the dialects evaluate. */
export const EVALUATIONS: Readonly<Record<Dialect, Evaluation>> = {
  jq: JQ_EVALUATION,
  jackson: EVALUATION_DIFFERENCES.reduce<Evaluation>(
    (evaluation, { change }) => withChange(evaluation, change),
    JQ_EVALUATION,
  ),
};
