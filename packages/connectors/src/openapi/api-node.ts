import path from 'node:path';
import { isJsonObject, parseResource } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import { CallFailure } from '../call-failure.js';

type Files = ReadonlyMap<string, string>;

/** References that lead to references; more than these are a circle. */
const MAX_HOPS = 50;

/** Parsed files, by the files of a definition: its calls come with the same object again and again. */
const parsed = new WeakMap<Files, Map<string, Json | undefined>>();

/** A place in a description. References (`$ref`) are followed on the way, also into other files; circles are safe. */
export class ApiNode {
  readonly value: Json;
  /** Path or address of the file that the value stands in. */
  readonly file: string;
  readonly #files: Files;

  private constructor(value: Json, file: string, files: Files) {
    this.value = value;
    this.file = file;
    this.#files = files;
  }

  /** The whole document. @throws CallFailure `bad-description` when it isn't there or can't be read */
  static document(file: string, files: Files): ApiNode {
    const value = parse(file, files);
    if (!isJsonObject(value)) throw badDescription(`${file} can't be read as a description of a service.`);
    return new ApiNode(value, file, files);
  }

  /** A place that stands in no document but follows from one, in the file of this node. */
  derive(value: Json): ApiNode {
    return new ApiNode(value, this.file, this.#files);
  }

  /** The value of a property. @throws CallFailure `bad-description` for a reference that leads nowhere */
  get(key: string): ApiNode | undefined {
    if (!isJsonObject(this.value) || !Object.hasOwn(this.value, key)) return undefined;
    return this.#child(this.value[key] ?? null);
  }

  /** A property that is text. */
  text(key: string): string | undefined {
    const value = this.get(key)?.value;
    return typeof value === 'string' ? value : undefined;
  }

  /** A property that is true or false. */
  flag(key: string): boolean | undefined {
    const value = this.get(key)?.value;
    return typeof value === 'boolean' ? value : undefined;
  }

  /** The elements of a property that is a list. */
  list(key: string): ApiNode[] {
    const value = this.get(key);
    return Array.isArray(value?.value) ? value.value.map((item: Json) => value.#child(item)) : [];
  }

  /** The elements of a list that are texts. */
  texts(key: string): string[] {
    return this.list(key).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  }

  /** The names of the properties of an object. */
  get keys(): string[] {
    return isJsonObject(this.value) ? Object.keys(this.value) : [];
  }

  /** The properties of a property that is an object. */
  entries(key: string): [string, ApiNode][] {
    const parent = this.get(key);
    return (parent?.keys ?? []).flatMap((name): [string, ApiNode][] => {
      const child = parent?.get(name);
      return child ? [[name, child]] : [];
    });
  }

  #child(value: Json): ApiNode {
    let node = new ApiNode(value, this.file, this.#files);
    for (let hops = 0; isReference(node.value); hops += 1) {
      if (hops === MAX_HOPS) throw badDescription(`${this.file} refers to itself in a circle.`);
      node = node.#follow(node.value.$ref);
    }
    return node;
  }

  #follow(reference: string): ApiNode {
    const [target = '', pointer = ''] = reference.split('#', 2);
    const file = target === '' ? this.file : this.#locate(target);
    let value = file === undefined ? undefined : parse(file, this.#files);
    for (const key of pointer.split('/').slice(1).map(unescape)) {
      value =
        (isJsonObject(value) || Array.isArray(value)) && Object.hasOwn(value, key)
          ? (value as { readonly [key: string]: Json })[key]
          : undefined;
    }
    if (file === undefined || value === undefined) {
      throw badDescription(`${this.file} refers to ${reference}, which isn't there.`);
    }
    return new ApiNode(value, file, this.#files);
  }

  /** Finds a file as loading the definition did: beside this one, then in the folders above it. */
  #locate(target: string): string | undefined {
    if (URL.canParse(target)) return target;
    if (URL.canParse(this.file)) return new URL(target, this.file).href;
    for (let folder = path.posix.dirname(this.file); ; folder = path.posix.dirname(folder)) {
      const candidate = path.posix.join(folder, target);
      if (this.#files.has(candidate)) return candidate;
      if (folder === '.' || folder === '/') return undefined;
    }
  }
}

function isReference(value: Json): value is { readonly $ref: string } {
  return isJsonObject(value) && Object.hasOwn(value, '$ref') && typeof value.$ref === 'string';
}

function unescape(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

function parse(file: string, files: Files): Json | undefined {
  const known = parsed.get(files) ?? new Map<string, Json | undefined>();
  parsed.set(files, known);
  if (!known.has(file)) {
    const text = files.get(file);
    known.set(file, text === undefined ? undefined : parseResource(file, text));
  }
  return known.get(file);
}

/** The document of a service can't be used for a call. */
export function badDescription(message: string): CallFailure {
  return new CallFailure({ code: 'bad-description', message: `${message} Correct the document.` });
}
