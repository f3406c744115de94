import type { Token, TokenKind } from './lexer.js';

/** The words that cannot be function names. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'def',
  'if',
  'then',
  'elif',
  'else',
  'end',
  'as',
  'reduce',
  'foreach',
  'try',
  'catch',
  'label',
  'import',
  'include',
  'and',
  'or',
  '__loc__',
  'module',
]);

/** What jq calls characters that are no token, and closing brackets that close nothing. */
export const INVALID_CHARACTER = 'INVALID_CHARACTER';

/** What jq's messages call a token whose text can be any. */
const CLASSES: Readonly<Record<Exclude<TokenKind, 'punctuation'>, string>> = {
  identifier: 'IDENT',
  field: 'FIELD',
  variable: 'BINDING',
  format: 'FORMAT',
  number: 'LITERAL',
  quote: 'QQSTRING_START',
  invalid: INVALID_CHARACTER,
  end: 'end of file',
};

/** What jq's messages call a token: single characters stand in quotes, signs of several and keywords do not. */
export function nameOfToken({ kind, text }: Pick<Token, 'kind' | 'text'>): string {
  if (kind === 'punctuation') return text.length === 1 ? `'${text}'` : text;
  if (kind === 'identifier' && (KEYWORDS.has(text) || text === 'break')) return text;
  return kind === 'variable' && text === '__loc__' ? '$__loc__' : CLASSES[kind];
}
