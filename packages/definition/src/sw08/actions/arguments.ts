import type { Cursor } from '../../document/cursor.js';
import type { Template } from '../../expressions/template.js';
import { isJsonObject } from '../../json.js';
import type { Json } from '../../json.js';
import type { ExpressionContext } from '../context.js';
import { embeddedAt, templateAt, templateOf } from '../expressions.js';
import type { DeclaredFunction } from '../functions/declared-function.js';
import { checkCamelArguments } from '../functions/camel.js';

/**
 * Compiles the arguments of a call.
 *
 * GraphQL has two of them (`arguments`, `selectionSet`); its connector gets both as properties of one object.
 */
export function compileArguments(
  given: Cursor,
  selectionSet: Cursor,
  called: DeclaredFunction | undefined,
  context: ExpressionContext,
): Template | undefined {
  const connector = called?.kind === 'connector' ? called.connector : undefined;
  if (connector === 'graphql') return graphqlArguments(given, selectionSet, context);
  if (connector === 'camel') checkCamelArguments(given);
  if (connector === 'odata' && isJsonObject(given.value)) {
    return templateOf(renamedOption(given), given, context);
  }
  return templateAt(given, context);
}

function graphqlArguments(
  given: Cursor,
  selectionSet: Cursor,
  context: ExpressionContext,
): Template | undefined {
  const values = templateAt(given, context);
  const selection = selectionSet.exists ? embeddedAt(selectionSet, context) : undefined;
  return {
    expressions: [...(values?.expressions ?? []), ...(selection?.expressions ?? [])],
    confidential: (values?.confidential ?? false) || (selection?.confidential ?? false),
    evaluate: (...scope) => ({
      ...(values && { arguments: values.evaluate(...scope) }),
      ...(selection && { selectionSet: selection.evaluate(...scope) }),
    }),
  };
}

/** Older documents write `orderby` for `orderBy` (section A16). */
function renamedOption(given: Cursor): Json {
  const options = given.get('queryOptions');
  if (!isJsonObject(given.value) || !isJsonObject(options.value)) return given.value ?? null;
  const older = options.get('orderby');
  if (older.value === undefined) return given.value;
  older.reportName('warning', 'old-name', '"orderby" is an older name for this; write "orderBy".');
  const { orderby: orderBy = null, ...others } = options.value;
  return { ...given.value, queryOptions: { orderBy, ...others } };
}
