/** A table from which rows are claimed, and an index of it that begins with the share. */
export interface Shares {
  readonly table: 'inbox' | 'outbox' | 'timer';
  /** In which order the rows of one workflow are claimed; the index has the first of these columns after the share. */
  readonly order: readonly string[];
  /** What is true of a row that can be claimed. */
  readonly due: string;
}

/**
 * Parts of a recursive statement that choose $3 rows so that workflows take turns: the first one of each, then the second
 * one of each, and so on. However much one of them has waiting, another has its next row within one claim.
 *
 * - `shares` goes through the index from one workflow to the next, and reads no more rows of each than are claimed. A claim in
 *   order of time needs none of that, so this is for when many rows wait.
 * - The place of a row is read before it is locked. Whoever takes it meanwhile moves its time, so `due` is asked again.
 */
export function inTurns({ table, order, due }: Shares): string {
  const columns = order.map((name) => `q.${name}`).join(', ');
  return `
shares as (
  (select q.share from orchestrator.${table} q order by q.share limit 1)
  union all
  select (select q.share from orchestrator.${table} q where q.share > s.share order by q.share limit 1)
  from shares s where s.share is not null
),
chosen as (
  select w.place
  from shares s cross join lateral (
    select q.ctid as place, q.claimable_at, row_number() over (order by ${columns}) as turn
    from orchestrator.${table} q
    where q.share = s.share and ${due}
    order by ${columns}
    limit $3::int
  ) w
  order by w.turn, w.claimable_at
  limit $3::int
),`;
}

/**
 * The condition by which rows are found that {@link inTurns} has chosen. `is true` keeps `due` from being looked up in an
 * index: with a plan made while the table was small, all rows that are due would be read to find those few.
 */
export const isChosen = ({ due }: Pick<Shares, 'due'>): string =>
  `ctid = any(array(select place from chosen)) and (${due}) is true`;
