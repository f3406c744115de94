import type pg from 'pg';
import type { Statement } from '../database/database.js';

/** How PostgreSQL carries out a statement, as far as its tables are concerned. */
export interface Plan {
  /** Tables that are read from end to end, but for those that are always small. */
  readonly scanned: readonly string[];
  /** Indexes that are used, by name, sorted, but for those of tables that are always small. */
  readonly indexes: readonly string[];
  /** Indexes that are read from end to end: as slow as reading the table. */
  readonly walked: readonly string[];
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Filter?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Tables with as many rows as there are workflow documents. */
const small: ReadonlySet<string> = new Set(['definition', 'workflow', 'correlation_set']);

/**
 * The plan of a prepared statement that serves any parameters, since that is what PostgreSQL settles on after five runs.
 *
 * @param client - a connection with `plan_cache_mode` set to `force_generic_plan`
 */
export async function planOf(client: pg.Client, { text }: Statement): Promise<Plan> {
  const count = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
  const parameters = count > 0 ? `(${Array(count).fill('null').join(', ')})` : '';
  await client.query(`prepare looked_at as ${text}`);
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (format json) execute looked_at${parameters}`,
    );
    const nodes = rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)));
    const scanned = nodes.filter(
      (node) => node['Node Type'] === 'Seq Scan' && !small.has(node['Relation Name'] ?? ''),
    );
    return {
      scanned: namesOf(scanned.map((node) => node['Relation Name'])),
      indexes: namesOf(nodes.map((node) => node['Index Name']).filter((name) => !isOfSmall(name))),
      walked: namesOf(
        nodes
          .filter(isWalk)
          .map((node) => node['Index Name'])
          .filter((name) => !isOfSmall(name)),
      ),
    };
  } finally {
    await client.query('deallocate looked_at');
  }
}

/** Without a condition only the first rows may be read, and none of them may be judged by itself. */
function isWalk(node: PlanNode & { readonly isLimited: boolean }): boolean {
  return !node['Index Cond'] && (node.Filter !== undefined || !node.isLimited);
}

function isOfSmall(index: string | undefined): boolean {
  return [...small].some((table) => index === `${table}_pkey`);
}

/** A node and all below it, each with whether no more rows of it are read than were asked for. */
function nodesOf(node: PlanNode, isLimited = false): (PlanNode & { readonly isLimited: boolean })[] {
  const limits = node['Node Type'] === 'Limit';
  return [{ ...node, isLimited }, ...(node.Plans ?? []).flatMap((inner) => nodesOf(inner, limits))];
}

function namesOf(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
