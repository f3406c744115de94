import type { GraphqlClient } from './graphql-client.js';
import { isLeaf, rootFields, scalarFields } from './introspection.js';
import type { FieldType } from './introspection.js';
import type { GraphqlOperation } from './operation.js';

/** Milliseconds that what a service told of its schema is believed. */
const LIFETIME = 300_000;

/** Answers that are kept at most. */
const MAX_KNOWN = 500;

interface Known {
  readonly until: number;
  readonly value: unknown;
}

/** What services told of their schemas, asked once and kept for a while. */
export class Schemas {
  readonly #known = new Map<string, Known>();

  /**
   * What the schema says about the operation's field; undefined when the service doesn't tell.
   *
   * @throws CallFailure when the service can't be reached
   */
  async field(
    client: GraphqlClient,
    { url, kind, field }: GraphqlOperation,
    signal: AbortSignal,
  ): Promise<FieldType | undefined> {
    const fields = await this.#once(`${url.href} ${kind}`, () => rootFields(client, kind, signal));
    return fields?.get(field);
  }

  /** All scalar fields of a field's type, as a selection set; empty: it has none, or the service doesn't tell. */
  async selectionSet(
    client: GraphqlClient,
    { url }: GraphqlOperation,
    type: FieldType | undefined,
    signal: AbortSignal,
  ): Promise<string> {
    if (!type || isLeaf(type)) return '';
    const names = await this.#once(`${url.href} type ${type.name}`, () =>
      scalarFields(client, type.name, signal),
    );
    return `{ ${['__typename', ...names].slice(names.length > 0 ? 1 : 0).join(' ')} }`;
  }

  /** Only answers are kept, not questions under way: whoever asked may give up. */
  async #once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key);
    if (known && known.until > performance.now()) return known.value as T;
    const value = await ask();
    this.#known.delete(key);
    this.#known.set(key, { until: performance.now() + LIFETIME, value });
    const [oldest] = this.#known.keys();
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    return value;
  }
}
