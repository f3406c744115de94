import { isJsonObject } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import { resolveReference } from '../resolve-reference.js';
import type { Place } from '../resolve-reference.js';
import type { Resources } from '../resources.js';
import { SchemaError } from './schema-error.js';
import { parseSchema } from './parse-schema.js';

/** Deepest nesting that a schema may have. */
const MAX_DEPTH = 100;

export interface Bundle {
  readonly schema: JsonObject;
  /** What is wrong with referred files although the schema can be used, in sentences. */
  readonly problems: readonly string[];
}

/**
 * Turns a schema and the files that it refers to into one schema without outside references: each file
 * becomes an entry under `definitions`, so that validators and forms need to know one document only.
 *
 * @throws SchemaError when a referenced file is not JSON or the schema nests too deeply
 */
export async function bundleSchema(schema: JsonObject, place: Place, resources: Resources): Promise<Bundle> {
  const bundler = new Bundler(place.workflowFolder, resources);
  const root = await bundler.rewrite(schema, place.file, '', 0);
  const definitions = { ...(isJsonObject(root.definitions) ? root.definitions : {}), ...bundler.definitions };
  const complete =
    bundler.definitions && Object.keys(definitions).length > 0 ? { ...root, definitions } : root;
  return { schema: complete, problems: bundler.problems };
}

class Bundler {
  readonly definitions: Record<string, Json> = {};
  readonly problems: string[] = [];
  readonly #names = new Map<string, string>();
  readonly #workflowFolder: string;
  readonly #resources: Resources;

  constructor(workflowFolder: string, resources: Resources) {
    this.#workflowFolder = workflowFolder;
    this.#resources = resources;
  }

  /** Copies a schema part; `base` is where the root of its file stands in the bundle. */
  async rewrite(schema: JsonObject, file: string, base: string, depth: number): Promise<JsonObject> {
    if (depth > MAX_DEPTH) throw new SchemaError(`${file} nests more than ${MAX_DEPTH} levels deep.`);
    const result: Record<string, Json> = {};
    for (const [key, value] of Object.entries(schema)) {
      if (key === '$ref' && typeof value === 'string') {
        const target = await this.#target(value, file, base, depth);
        if (target !== undefined) define(result, key, target);
      } else {
        define(result, key, await this.#value(value, file, base, depth + 1));
      }
    }
    return result;
  }

  async #value(value: Json, file: string, base: string, depth: number): Promise<Json> {
    if (isJsonObject(value)) return this.rewrite(value, file, base, depth);
    if (!Array.isArray(value)) return value;
    const items: Json[] = [];
    for (const item of value as readonly Json[]) items.push(await this.#value(item, file, base, depth));
    return items;
  }

  async #target(reference: string, file: string, base: string, depth: number): Promise<string | undefined> {
    const [name = '', fragment = ''] = reference.split('#', 2);
    if (name === '') return `#${base}${fragment}`;
    const found = await resolveReference(
      name,
      { file, workflowFolder: this.#workflowFolder },
      this.#resources,
    );
    if (!('text' in found)) return this.#leaveOut(reference, found.message);
    const place = this.#names.get(found.path) ?? (await this.#include(found.path, found.text, depth));
    return `#${place}${fragment}`;
  }

  async #include(file: string, text: string, depth: number): Promise<string> {
    const name = file.replace(/\.[^.]*$/, '').replaceAll(/[^A-Za-z0-9_-]+/g, '_');
    const place = `/definitions/${name}`;
    this.#names.set(file, place);
    const { schema, hasRest } = parseSchema(text, file);
    if (hasRest) this.problems.push(trailingText(file));
    const { $id: _id, $schema: _schema, ...rules } = schema;
    define(this.definitions, name, await this.rewrite(rules, file, place, depth + 1));
    return place;
  }

  #leaveOut(reference: string, reason: string): undefined {
    this.problems.push(`${reference} can't be read, so that part of the data isn't checked. ${reason}`);
    return undefined;
  }
}

/** What is said about a schema file with something behind its end. */
export function trailingText(file: string): string {
  return `Something stands behind the end of ${file}, which isn't read; check the braces.`;
}

/** Sets an own property, also one named `__proto__`. */
function define(target: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}
