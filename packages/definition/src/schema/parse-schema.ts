import { isJsonObject } from '../json.js';
import type { JsonObject } from '../json.js';
import { SchemaError } from './schema-error.js';

/** A schema file as read. */
export interface ParsedSchema {
  readonly schema: JsonObject;
  /** True when something stands behind the schema; SonataFlow does not read that far. */
  readonly hasRest: boolean;
}

/** Reads a schema file. @throws SchemaError */
export function parseSchema(text: string, file: string): ParsedSchema {
  const end = endOfObject(text);
  let schema: unknown;
  try {
    schema = JSON.parse(text.slice(0, end));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SchemaError(`${file} is not valid JSON: ${reason}.`);
  }
  if (!isJsonObject(schema)) throw new SchemaError(`${file} must hold a JSON object.`);
  return { schema, hasRest: end !== undefined && text.slice(end).trim() !== '' };
}

/** Where the object that a text begins with has its closing brace; undefined when it has none. */
function endOfObject(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (token === '}' && depth === 0) return index + 1;
  }
  return undefined;
}
