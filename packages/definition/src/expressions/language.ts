import type { Json } from '../json.js';
import type { DataPath } from '../program/action.js';
import type { Dialect } from '../program/dialect.js';
import type { Expression } from './expression.js';
import { jqTarget } from './jq/assignment-path.js';
import { compileJq } from './jq/jq-expression.js';
import { jqPlainText } from './jq/jq-program.js';
import { jsonPathTarget } from './jsonpath/assignment-path.js';
import { compileJsonPath } from './jsonpath/jsonpath-expression.js';
import { compileEmbedded } from './templates/embedded.js';
import { compileLenient } from './templates/lenient.js';
import { compileTemplate } from './templates/compile-template.js';
import type { FindFunction, Template } from './template.js';

/** The languages that `expressionLang` can name. */
export type LanguageName = 'jq' | 'jsonpath';

/** The expression language of one document, in its dialect. */
export interface ExpressionLanguage {
  readonly name: LanguageName;
  /**
   * Compiles a text that has to be an expression: a condition, a filter, the operation of a function. What refers to a
   * function (`functionReference`) is for the caller to look up.
   *
   * @throws ExpressionSyntaxError
   */
  compile(text: string): Expression;
  /**
   * Compiles a structure whose texts may be expressions: arguments, event data. Keys are never evaluated.
   *
   * In the dialect `sonataflow` every text that is a valid expression will be evaluated, with or without `${ }`, and
   * what fails then is passed on as it was written; see `compileLenient`. In `spec` only `${ … }` is an expression, also
   * inside of longer text, and a failure is an error.
   *
   * @throws ExpressionSyntaxError in the dialect `spec` only, with the path of the text in the structure
   */
  template(value: Json, find: FindFunction): Template;
  /**
   * Compiles a text in which `${ … }` stands for values, in both dialects alike: the `selectionSet` of GraphQL.
   *
   * @throws ExpressionSyntaxError
   */
  embedded(text: string, find: FindFunction): Template;
  /**
   * Reads an assignment target (`toStateData`, `outputCollection`): `.a.b`, `.a[0]`, `.["a b"]`, or `$.a.b` in
   * jsonpath. `[]` is the whole data; undefined: the text names no place in the data.
   */
  path(text: string): DataPath | undefined;
}

/** The language of that name. */
export function languageOf(name: LanguageName, dialect: Dialect): ExpressionLanguage {
  const { compileText, path, plainText } = LANGUAGES[name];
  const compile = (text: string): Expression => compileText(text, dialect);
  const compileFreeText = (text: string, find: FindFunction): Template =>
    dialect === 'sonataflow'
      ? compileLenient(text, { compile, plainText }, find)
      : compileEmbedded(text, compile, find);
  return {
    name,
    compile,
    template: (value, find) => compileTemplate(value, (text) => compileFreeText(text, find)),
    embedded: (text, find) => compileEmbedded(text, compile, find),
    path: (text) => path(text, dialect),
  };
}

const LANGUAGES: {
  readonly [name in LanguageName]: {
    compileText(this: void, text: string, dialect: Dialect): Expression;
    path(this: void, text: string, dialect: Dialect): DataPath | undefined;
    /** See {@link LenientLanguage.plainText}. */
    plainText(this: void, text: string): string;
  };
} = {
  jq: { compileText: compileJq, path: jqTarget, plainText: jqPlainText },
  jsonpath: { compileText: compileJsonPath, path: jsonPathTarget, plainText: (text) => text },
};
