import type { Statement } from '../database/database.js';
import { isOf } from './is-of.js';

/** What a group may hold beside its instances. */
export const commitParts = ['calls', 'timers', 'settledCalls', 'settledTimers', 'largeValues'] as const;
export type CommitPart = (typeof commitParts)[number];

/** What a group consists of. Its statement has only the parts that the group needs. */
export interface CommitShape {
  /** Whether the group holds new instances, and new versions of known ones. */
  readonly created: boolean;
  readonly replaced: boolean;
  /** Whether it holds instances that end. */
  readonly over: boolean;
  /** The parts that have rows, in the order of {@link commitParts}. */
  readonly parts: readonly CommitPart[];
}

/**
 * The group commit: any number of instances' steps in one statement, so in one round trip and one transaction.
 *
 * Why it is written so:
 * - One parameter per table, each a JSON array: no limit on the number of parameters, and the same text for every group
 *   size (it is prepared once).
 * - Snapshots, traces and the effects of calls are parameters for themselves, joined by a character that JSON texts do not
 *   hold: they are most of what is sent, and a recordset takes values apart that are only to be kept. `json` keeps their
 *   texts as they are.
 * - Only the parts that the group needs: PostgreSQL prepares each part of a statement to run, whether it has rows or not,
 *   which is most of the time of a small group.
 * - Instances are updated in the order of their ids, in which $1 holds them: two groups can wait for each other but hardly
 *   ever in a circle, which PostgreSQL would break. A version that another group has just changed drops out, because
 *   PostgreSQL looks at the newest row version again once it has the lock.
 * - `version between` is true of every change. It makes the planner expect one row instead of a hundred, and so look up
 *   each row by its key. Otherwise a plan made while the tables were small scans them, and is kept while they grow.
 * - The definition changes by migration only, and then name and version with it.
 * - A trace is new, since a version is written once.
 * - All else is written for `won` only, so that a conflict writes nothing of its change. Where rows of the group meet `won`
 *   it is asked whether it holds them, which looks into a hash table; a join goes through all of it for each row, as the
 *   planner expects one, and then a change costs the more the larger its group is. `is true` keeps the question from being
 *   turned into such a join, and `node between` stands for `version between`.
 * - `settled…` never names a row that `calls` or `timers` write as well (the caller sees to it), because the parts of one
 *   statement run in no certain order.
 * - A change about a message that somebody else has consumed writes nothing: its instance has moved on, so either the
 *   version or the missing message stops it. The message is looked up for each change, as the inbox may be long.
 * - Rows of ended instances go by instance id, also those that this step did not name; the caller names none of those.
 *
 * $1 holds the instances, of known ones only what changes, $2 their snapshots and $3 their traces in the same order, and the
 * parameters after them the rows of the shape's parts in their order, those of calls with the effects behind them.
 */
export function commitStatement(shape: CommitShape): Statement {
  const { created, replaced, over, parts } = shape;
  const name = `orchestrator-commit-11-${fingerprint(shape)}`;
  const known = statements.get(name);
  if (known) return known;
  let parameters = 3;
  const next = (): string => `$${++parameters}`;
  const ctes = [
    change,
    ...(replaced ? [updated] : []),
    ...(created ? [inserted] : []),
    won(shape),
    traced,
    ...parts.map((part) => (part === 'calls' ? callsAdded(next(), next()) : partTexts[part](next()))),
    ...(over ? [endedRows] : []),
  ];
  const statement = { name, text: `with ${ctes.map((cte) => cte.trim()).join(',\n')}\nselect id from won` };
  statements.set(name, statement);
  return statement;
}

/** One statement a shape; of the few hundred possible ones a server meets a dozen. */
const statements = new Map<string, Statement>();

/** Names of prepared statements have at most 63 characters. */
function fingerprint({ created, replaced, over, parts }: CommitShape): string {
  const flags = [created, replaced, over, ...commitParts.map((part) => parts.includes(part))];
  return flags.map((flag) => (flag ? '1' : '0')).join('');
}

/** What stands between texts in a parameter of their own: JSON writes it as an escape. */
export const textSeparator = '\u001f';

const textsOf = (parameter: string): string => `unnest(string_to_array(${parameter}, E'\\x1f'))`;

const change = `
change as materialized (
  select * from rows from (
    json_to_recordset($1::json) as (id text, version bigint, workflow text, definition text, state smallint, business_key text,
      initiator text, target text, parent text, root text, root_workflow text, correlation text, started float8, ended float8,
      over boolean, consumed bigint, large json),
    ${textsOf('$2')},
    ${textsOf('$3')}
  ) as c(id, version, workflow, definition, state, business_key, initiator, target, parent, root, root_workflow, correlation,
    started, ended, over, consumed, large, snapshot, trace)
  where version between 1 and 9223372036854775807
    and (consumed is null or (select true from orchestrator.inbox m where m.id = consumed))
)`;

const updated = `
updated as (
  update orchestrator.instance i
  set state = c.state, definition = c.definition,
    version = case when i.definition = c.definition then i.version
      else (select d.version from orchestrator.definition d where d.hash = c.definition) end,
    process_name = case when i.definition = c.definition then i.process_name
      else (select d.name from orchestrator.definition d where d.hash = c.definition) end,
    commit = c.version, updated_at = now(), ended_at = to_timestamp(c.ended / 1000), snapshot = c.snapshot::json, large = c.large
  from change c
  where ${isOf('i.id', 'c.id')} and c.version > 1 and i.commit = c.version - 1
  returning i.id, c.over, c.version, c.trace
)`;

const inserted = `
inserted as (
  insert into orchestrator.instance (id, workflow_id, version, process_name, definition, business_key, initiator_entity,
    target_entity, parent_instance_id, root_instance_id, root_workflow_id, correlation_key, started_at, ended_at, updated_at, state, commit, snapshot, large)
  select c.id, c.workflow, d.version, d.name, c.definition, c.business_key, c.initiator, c.target,
    c.parent, c.root, c.root_workflow, c.correlation, to_timestamp(c.started / 1000), to_timestamp(c.ended / 1000), now(), c.state, c.version, c.snapshot::json, c.large
  from change c left join orchestrator.definition d on d.hash = c.definition
  where c.version = 1
  order by c.id
  on conflict (id) do nothing
  returning id
)`;

/** The changes that are written. An instance that begins and ends in one step has no rows that would have to go. */
function won({ created, replaced }: CommitShape): string {
  const written = [
    ...(replaced ? ['select id, over, version, trace from updated'] : []),
    ...(created
      ? [
          'select id, false, version, trace from change c where (c.id in (select id from inserted)) is true and c.version = 1',
        ]
      : []),
  ];
  return `won (id, over, version, trace) as (${written.join(' union all ')})`;
}

const traced = `
traced as (
  insert into orchestrator.trace (instance_id, commit, nodes)
  select id, version, trace from won where trace <> ''
)`;

/** True of the rows of written changes; see above why it is no join. The second line is true of each node. */
const ofWon = (rows: string): string => `(${rows}.id in (select id from won)) is true
    and ${rows}.node between 0 and 2147483647`;

/** The text of each part for the parameter that holds its rows. */
const partTexts: { readonly [part in Exclude<CommitPart, 'calls'>]: (rows: string) => string } = {
  timers: (rows) => `
timers_added as (
  insert into orchestrator.timer (instance_id, node, name, due_at, claimable_at, share)
  select t.id, t.node, t.name, to_timestamp(t.due / 1000), to_timestamp(t.due / 1000), t.workflow
  from json_to_recordset(${rows}::json) as t(id text, node integer, name text, due float8,
    workflow text)
  where ${ofWon('t')}
  on conflict (instance_id, node, name) do update set
    due_at = excluded.due_at, lease_owner = null, claimable_at = excluded.claimable_at
)`,
  settledCalls: (rows) => `
calls_settled as (
  delete from orchestrator.call k
  using json_to_recordset(${rows}::json) as s(id text, node integer)
  where ${isOf('k.instance_id', 's.id')} and k.node = s.node and ${ofWon('s')}
)`,
  settledTimers: (rows) => `
timers_settled as (
  delete from orchestrator.timer t
  using json_to_recordset(${rows}::json) as s(id text, node integer, name text)
  where ${isOf('t.instance_id', 's.id')} and t.node = s.node and t.name = s.name and ${ofWon('s')}
)`,
  largeValues: (rows) => `
large_added as (
  insert into orchestrator.large_value (instance_id, hash, value)
  select v.id, v.hash, v.value
  from json_to_recordset(${rows}::json) as v(id text, hash text, value json)
  where (v.id in (select id from won)) is true
  on conflict do nothing
)`,
};

const callsAdded = (rows: string, effects: string): string => `
calls_added as (
  insert into orchestrator.call (instance_id, node, detached, effect, lease_owner, claimable_at)
  select k.id, k.node, k.detached, k.effect::json, k.owner,
    clock_timestamp() + coalesce(k.lease, 0) * interval '1 millisecond'
  from rows from (
    json_to_recordset(${rows}::json) as (id text, node integer, detached boolean, owner text, lease float8),
    ${textsOf(effects)}
  ) as k(id, node, detached, owner, lease, effect)
  where ${ofWon('k')}
  on conflict (instance_id, node) do update set
    effect = excluded.effect, lease_owner = excluded.lease_owner, claimable_at = excluded.claimable_at
)`;

const endedRows = `
calls_over as (
  delete from orchestrator.call k using won w where ${isOf('k.instance_id', 'w.id')} and w.over and not k.detached
),
timers_over as (
  delete from orchestrator.timer t using won w where ${isOf('t.instance_id', 'w.id')} and w.over
),
subscriptions_over as (
  delete from orchestrator.subscription s using won w where ${isOf('s.instance_id', 'w.id')} and w.over
)`;
