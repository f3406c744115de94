import type { Condition, CountQuery, DataIndex, InstanceRow, Query } from '@orchestrator/store';
import { GraphQLError } from 'graphql';

/** Rows of a page, where nobody says how many, and at most. */
const PAGE = 20;
const MAX_PAGE = 1_000;

/** Order of all pages: the key ends it, so that a place in it is exact. */
const ORDER = [{ field: 'start', descending: true }];

/** Where a page begins: behind the instance with this start and id. */
interface Place {
  readonly start: number | null;
  readonly id: string;
}

/** What a page is asked for with. */
export interface PageRequest {
  readonly search?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A page of instances, and where the next one begins. @throws GraphQLError for a cursor that is none */
export async function instancePage(
  index: DataIndex,
  { where, ...limits }: CountQuery,
  { search, first, after }: PageRequest,
): Promise<{ readonly rows: readonly InstanceRow[]; readonly next: string | null }> {
  const size = Math.min(Math.max(first ?? PAGE, 1), MAX_PAGE);
  const and: Condition[] = [
    ...(where ? [where] : []),
    ...(search ? [searched(search)] : []),
    ...(after ? [behind(placeOf(after))] : []),
  ];
  const query: Query = { ...limits, where: { and }, orderBy: ORDER, limit: size + 1 };
  const rows = await index.instances(query);
  const last = rows[size - 1];
  return { rows: rows.slice(0, size), next: rows.length > size && last ? cursorOf(last) : null };
}

/** Looks at the variables as text. */
function searched(text: string): Condition {
  return { field: 'variables', path: [], operator: 'like', value: `*${text}*` };
}

/** What comes after a place; without a start come first. The first condition lets the index begin there. */
function behind({ start, id }: Place): Condition {
  const larger: Condition = { field: 'id', operator: 'greaterThan', value: id };
  if (start === null) {
    const without: Condition = { field: 'start', operator: 'isNull', value: true };
    return { or: [{ and: [without, larger] }, { not: without }] };
  }
  return {
    and: [
      { field: 'start', operator: 'lessThanEqual', value: start },
      { or: [{ field: 'start', operator: 'lessThan', value: start }, larger] },
    ],
  };
}

function cursorOf({ start, id }: Place): string {
  return Buffer.from(JSON.stringify([start, id])).toString('base64url');
}

function placeOf(cursor: string): Place {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value)) {
      const [start, id] = value as unknown[];
      if ((start === null || typeof start === 'number') && typeof id === 'string') return { start, id };
    }
  } catch {
    // It is told below what a cursor is.
  }
  throw new GraphQLError('"after" must be what "next" of an earlier page was.');
}
