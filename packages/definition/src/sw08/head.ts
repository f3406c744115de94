import type { Cursor } from '../document/cursor.js';
import type { LanguageName } from '../expressions/language.js';
import type { Dialect } from '../program/dialect.js';

/** First path segments of the HTTP surfaces; a workflow of that name could not be reached (design: server). */
export const RESERVED_IDS: ReadonlySet<string> = new Set([
  'management',
  'messaging',
  'q',
  'graphql',
  'graphiql',
  'definitions',
  'processes',
  'tasks',
  'jobs',
  'v2',
  'data-index',
  'jobs-service',
  '_dynamic',
  'sources',
]);

/** The id of a workflow: its `id`, or its `key` where it has no other (section A1). */
export function readId(root: Cursor, dialect: Dialect): string | undefined {
  const hasBoth = root.get('id').exists && root.get('key').exists;
  if (hasBoth && dialect === 'spec') {
    root
      .get('key')
      .reportName('error', 'id-and-key', 'There is an "id" as well as a "key"; keep one of them.');
  }
  const cursor = root.get(root.get('id').exists || !root.get('key').exists ? 'id' : 'key');
  if (!cursor.exists) {
    root.error('missing-id', 'The workflow has no "id"; add one, it is its address.');
    return undefined;
  }
  const id = cursor.text;
  if (id === undefined) return undefined;
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$/.test(id)) {
    cursor.error(
      'bad-id',
      `"${id}" can't be an id: it is part of web addresses, so use letters, digits, "-", "_" and "." only, and begin with a letter or digit.`,
    );
    return undefined;
  }
  if (RESERVED_IDS.has(id)) {
    cursor.error('reserved-id', `"${id}" is an address of the server itself; choose another id.`);
    return undefined;
  }
  return id;
}

/** The dialect that a document asks for (`metadata.dialect`), or else the given one. */
export function readDialect(root: Cursor, otherwise: Dialect): Dialect {
  const cursor = root.get('metadata').get('dialect');
  if (!cursor.exists) return otherwise;
  if (cursor.value === 'sonataflow' || cursor.value === 'spec') return cursor.value;
  cursor.error('unknown-dialect', 'The dialect must be "sonataflow" or "spec".');
  return otherwise;
}

/** The language of all expressions of a document (`expressionLang`). */
export function readLanguage(root: Cursor): LanguageName {
  const cursor = root.get('expressionLang');
  if (!cursor.exists || cursor.value === 'jq') return 'jq';
  if (cursor.value === 'jsonpath') return 'jsonpath';
  cursor.error('unknown-language', 'The language of expressions is "jq" or "jsonpath".');
  return 'jq';
}
