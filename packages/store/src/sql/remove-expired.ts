import type { Statement } from '../database/database.js';

/**
 * $1 instance ids. Rows of another process that does the same are skipped, not waited for. What has ended never lives
 * again, so nobody else writes these rows. Which events it had is remembered for a window of its own, and a dead letter
 * stays until somebody deals with it. `is true` keeps the states from being looked up in an index: nearly all have ended.
 */
export const removeExpired: Statement = {
  name: 'orchestrator-remove-expired-4',
  text: `
with over as (
  select id from orchestrator.instance
  where id = any($1::text[]) and (state in (2, 3)) is true
  order by id
  for update skip locked
),
removed as (
  delete from orchestrator.instance i using over o where i.id = o.id returning i.id
),
nodes as (
  delete from orchestrator.node_instance n using over o where n.instance_id = o.id
),
traces as (
  delete from orchestrator.trace t using over o where t.instance_id = o.id
),
parts as (
  delete from orchestrator.large_value v using over o where v.instance_id = o.id
),
timers as (
  delete from orchestrator.timer t using over o where t.instance_id = o.id
),
subscriptions as (
  delete from orchestrator.subscription s using over o where s.instance_id = o.id
)
select count(*)::int as count from removed`,
};
