import { type Grammar, JQ_GRAMMAR } from '../syntax/grammar.js';
import type { Dialect } from './dialect.js';
import { GRAMMAR_DIFFERENCES } from './grammar-differences.js';

/** The grammars of the dialects. */
export const GRAMMARS: Readonly<Record<Dialect, Grammar>> = {
  jq: JQ_GRAMMAR,
  jackson: GRAMMAR_DIFFERENCES.reduce<Grammar>(
    (grammar, { change }) => ({ ...grammar, ...change }),
    JQ_GRAMMAR,
  ),
};
