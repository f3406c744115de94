import type { Statement } from '../database/database.js';

/**
 * $1 age in milliseconds, $2 how many at most. Runs of other runtimes that may go, those that ended first before the others.
 * A run that another one started stays as long as that one or the outermost one does, whoever has it.
 */
export const lookForExpiredIngested: Statement = {
  name: 'orchestrator-look-for-expired-ingested-1',
  text: `
with border as materialized (
  select clock_timestamp() - $1::float8 * interval '1 millisecond' as moment
)
select i.id from orchestrator.ingested_instance i
where i.ended_at < (select moment from border) and i.state in (2, 3)
  and not exists (select from orchestrator.any_instance p
    where p.id in (i.parent_instance_id, i.root_instance_id)
      and (p.state is null or p.state not in (2, 3) or p.ended_at is null
        or p.ended_at >= (select moment from border)))
order by i.ended_at, i.id
limit $2::int`,
};

/**
 * $1 age in milliseconds, $2 how many of each at most. Jobs and user tasks that were over then and belong to no run of another
 * runtime that is known: those of one that is go with it. Why `offset 0`: see `deliverEvent`.
 */
export const removeStrayIngested: Statement = {
  name: 'orchestrator-remove-stray-ingested-2',
  text: `
with border as materialized (
  select clock_timestamp() - $1::float8 * interval '1 millisecond' as moment
),
old_jobs as (
  select ctid as place from orchestrator.ingested_job j
  where j.status in ('EXECUTED', 'CANCELED', 'ERROR') and j.updated_at < (select moment from border)
    and not exists (select from orchestrator.ingested_instance i where i.id = j.instance_id offset 0)
  order by j.updated_at
  limit $2::int
  for update skip locked
),
old_tasks as (
  select ctid as place from orchestrator.ingested_task t
  where t.completed_at is not null and t.updated_at < (select moment from border)
    and not exists (select from orchestrator.ingested_instance i where i.id = t.instance_id offset 0)
  order by t.updated_at
  limit $2::int
  for update skip locked
),
jobs as (
  delete from orchestrator.ingested_job where ctid = any(array(select place from old_jobs)) returning 1
),
tasks as (
  delete from orchestrator.ingested_task where ctid = any(array(select place from old_tasks)) returning 1
)
select (select count(*) from jobs)::int + (select count(*) from tasks)::int as count`,
};

/** $1 ids of runs of other runtimes. Goes with their nodes, jobs and user tasks. Why `is true`: see `removeExpired`. */
export const removeExpiredIngested: Statement = {
  name: 'orchestrator-remove-expired-ingested-2',
  text: `
with over as (
  select id from orchestrator.ingested_instance
  where id = any($1::text[]) and (state in (2, 3)) is true
  order by id
  for update skip locked
),
removed as (
  delete from orchestrator.ingested_instance i using over o where i.id = o.id returning i.id
),
nodes as (
  delete from orchestrator.ingested_node n using over o where n.instance_id = o.id
),
jobs as (
  delete from orchestrator.ingested_job j using over o where j.instance_id = o.id
),
tasks as (
  delete from orchestrator.ingested_task t using over o where t.instance_id = o.id
)
select count(*)::int as count from removed`,
};
