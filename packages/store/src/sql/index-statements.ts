import { instanceColumns } from './instance-columns.js';
import { milliseconds } from './milliseconds.js';

/*
 * Statements of the data index. Each is one round trip, whatever the number of rows. Times leave as milliseconds since
 * 1970 in float8, JSON as text: drivers differ in how they read timestamps, bigint and JSON, but not in these.
 */

/** Instances; the row keeps name and version of its definition, so that no list needs a join. */
export const selectInstances = `
select i.id, i.workflow_id, i.version, i.process_name, i.state::int as state, i.business_key, i.definition,
  i.parent_instance_id, i.root_instance_id, i.root_workflow_id,
  ${milliseconds('i.started_at')} as started, ${milliseconds('i.ended_at')} as ended,
  ${milliseconds('i.updated_at')} as updated, i.commit::float8 as commit, ${instanceColumns}
from orchestrator.instance i`;

export const countInstances = 'select count(*)::float8 as count from orchestrator.instance i';

/** $1 instance ids. The primary key yields the order in which nodes were entered. */
export const selectNodes = {
  name: 'orchestrator-nodes-2',
  text: `
select n.instance_id, n.node, n.parent, n.task, n.name, n.type, ${milliseconds('n.entered_at')} as entered,
  ${milliseconds('n.exited_at')} as exited, n.error_message, n.cancel_type, n.retrigger, n.retries, n.retry_message, n.input::text as input,
  n.output::text as output
from orchestrator.node_instance n
where n.instance_id = any($1::text[])
order by n.instance_id, n.node`,
};

const publishedDefinitions =
  'from orchestrator.workflow w join orchestrator.definition d on d.hash = w.definition';

/** Only the newest published definition of a workflow is listed; older ones serve their running instances. */
export const selectDefinitions = `
select d.document::text as document, w.available, ${milliseconds('w.changed_at')} as published ${publishedDefinitions}`;

export const countDefinitions = `select count(*)::float8 as count ${publishedDefinitions}`;

/**
 * $1 workflow ids, $2 initiator or null.
 *
 * The last run comes from the index on (workflow, start), not from sorting the runs that the sums have to read.
 */
export const runStatistics = {
  name: 'orchestrator-statistics-1',
  text: `
select w.id as workflow_id, s.completed, s.failed, s.started_last_month, s.average,
  l.id as last_id, l.state::int as last_state, ${milliseconds('l.started_at')} as last_start
from unnest($1::text[]) w(id)
cross join lateral (
  select i.id, i.state, i.started_at from orchestrator.instance i
  where i.workflow_id = w.id and ($2::text is null or i.initiator_entity = $2)
  order by i.started_at desc, i.id
  limit 1
) l
cross join lateral (
  select count(*) filter (where i.state = 2)::float8 as completed, count(*) filter (where i.state = 5)::float8 as failed,
    count(*) filter (where i.started_at > now() - interval '30 days')::float8 as started_last_month,
    (avg(extract(epoch from i.ended_at - i.started_at)) filter (where i.state = 2) * 1000)::float8 as average
  from orchestrator.instance i
  where i.workflow_id = w.id and ($2::text is null or i.initiator_entity = $2)
) s`,
};
