import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { Json, JsonObject } from '../../json.js';
import type { DeclaredFunction } from './declared-function.js';
import { describedTarget, findDescription } from './description.js';
import type { FunctionContext } from './functions.js';
import { includeReferredFiles } from './referred-files.js';
import { reportUnknownOperation } from './unknown-operation.js';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Reads a function that an OpenAPI or Swagger document describes: `<document>#<operationId>`. */
export async function compileOpenApi(
  entry: Cursor,
  name: string,
  file: string,
  context: FunctionContext,
): Promise<DeclaredFunction | undefined> {
  const description = await findDescription(entry, name, file, 'specs/pets.yaml#getPet', context);
  if (description?.kind !== 'described') return description;
  const document = context.references.value(description.file);
  if (document === undefined) return undefined;
  await includeReferredFiles(description.file, document, entry.get('operation'), context.references);
  const known = operationIds(document);
  const operation = sameOperation(description.operation, known);
  if (operation === undefined) {
    reportUnknownOperation(entry.get('operation'), description, known);
    return undefined;
  }
  return describedTarget(entry, 'openapi', operation, description, context);
}

/** The ids of all operations; an operation without one has the name that client generators give it. */
function operationIds(document: Json): string[] {
  return ownEntries(isJsonObject(document) ? document.paths : undefined).flatMap(([path, item]) =>
    ownEntries(item).flatMap(([method, operation]) => {
      if (!METHODS.includes(method) || !isJsonObject(operation)) return [];
      const { operationId } = operation;
      return [typeof operationId === 'string' ? operationId : generatedId(path, method)];
    }),
  );
}

/** The name of an operation that has no id: `GET /pets/{id}` becomes `petsIdGet`. */
export function generatedId(path: string, method: string): string {
  const words = [...path.split(/[^A-Za-z0-9]+/), method].filter((word) => word !== '');
  return words.map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join('');
}

/** Generated clients turn ids into names of methods, so that punctuation and case don't tell two of them apart. */
function sameOperation(written: string, known: readonly string[]): string | undefined {
  const plain = (id: string): string => id.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
  return known.find((id) => id === written) ?? known.find((id) => plain(id) === plain(written));
}

function ownEntries(value: Json | undefined): [string, Json][] {
  return isJsonObject(value) ? Object.entries<Json>(value satisfies JsonObject) : [];
}
