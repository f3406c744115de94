import { asArray, field, text } from './fields';
import type { GraphqlClient } from './graphql';

/** Types that are asked about; each becomes an alias of the introspection query. */
const TYPES = [
  'Query',
  'ProcessDefinition',
  'ProcessInstance',
  'ProcessInstanceError',
  'NodeInstance',
  'ProcessDefinitionArgument',
  'ProcessInstanceArgument',
  'ProcessDefinitionOrderBy',
  'ProcessInstanceOrderBy',
] as const;

/** A type of the data index's GraphQL schema that this client looks at. */
export type IndexType = (typeof TYPES)[number];

/**
 * What a data index knows. Streams differ (counts since 10.1), and the Orchestrator's own index adds fields; so the
 * client asks once and leaves out what is not there.
 */
export class IndexSchema {
  readonly #types: ReadonlyMap<IndexType, ReadonlyMap<string, string>>;

  constructor(types: ReadonlyMap<IndexType, ReadonlyMap<string, string>>) {
    this.#types = types;
  }

  /** Learns the schema by introspection. */
  static async load(graphql: GraphqlClient): Promise<IndexSchema> {
    const data = await graphql.query(`query Schema { ${TYPES.map(introspection).join(' ')} }`);
    return new IndexSchema(new Map(TYPES.map((type) => [type, fieldsOf(data[type])])));
  }

  /** Whether a type has a field. */
  has(type: IndexType, name: string): boolean {
    return this.#types.get(type)?.has(name) ?? false;
  }

  /** Fields of an input type, with the names of their types. */
  fields(type: IndexType): ReadonlyMap<string, string> {
    return this.#types.get(type) ?? new Map();
  }

  /** Those of these fields that a type has, as a selection. */
  select(type: IndexType, names: readonly string[]): string {
    return names.filter((name) => this.has(type, name)).join(' ');
  }
}

function introspection(type: IndexType): string {
  const field = 'name type { kind name ofType { kind name } }';
  return `${type}: __type(name: "${type}") { fields { ${field} } inputFields { ${field} } }`;
}

function fieldsOf(type: unknown): ReadonlyMap<string, string> {
  const listed = [...asArray(field(type, 'fields')), ...asArray(field(type, 'inputFields'))];
  return new Map(
    listed.flatMap((entry) => {
      const name = text(entry, 'name');
      return name === undefined ? [] : [[name, typeName(field(entry, 'type'))]];
    }),
  );
}

function typeName(type: unknown): string {
  return text(type, 'name') ?? text(field(type, 'ofType'), 'name') ?? '';
}
