import { instanceColumns } from './instance-columns.js';
import { milliseconds } from './milliseconds.js';

/*
 * Statements of the data index. Each is one round trip, whatever the number of rows. Times leave as milliseconds since
 * 1970 in float8, JSON as text: drivers differ in how they read timestamps, bigint and JSON, but not in these.
 */

/** Instances `i`; the row keeps name and version of its definition, so that no list needs a join. */
export const selectInstances = `
select i.id, i.ingested, i.workflow_id, i.version, i.process_name, i.state::int as state, i.business_key, i.definition,
  i.parent_instance_id, i.root_instance_id, i.root_workflow_id,
  ${milliseconds('i.started_at')} as started, ${milliseconds('i.ended_at')} as ended,
  ${milliseconds('i.updated_at')} as updated, i.commit::float8 as commit, i.roles::text as roles, i.addons::text as addons,
  i.endpoint, i.ingested_created_by as created_by, i.updated_by,
  ${milliseconds('i.sla_due_at')} as sla_due, i.cloud_event_id, i.cloud_event_source,
  i.ingested_error_task as error_task, i.ingested_error_node as error_node, i.ingested_error_message as error_message,
  i.variables::text as variables, ${instanceColumns}
from orchestrator.any_instance i`;

export const countInstances = 'select count(*)::float8 as count from orchestrator.any_instance i';

/** $1 instance ids. The keys yield the order in which nodes were entered. */
export const selectNodes = {
  name: 'orchestrator-nodes-3',
  text: `
select n.instance_id, n.id, n.parent, n.task, n.name, n.type, ${milliseconds('n.entered_at')} as entered,
  ${milliseconds('n.exited_at')} as exited, n.error_message, n.cancel_type, n.retrigger, n.retries, n.retry_message,
  ${milliseconds('n.sla_due_at')} as sla_due, n.input::text as input, n.output::text as output
from orchestrator.any_node_instance n
where n.instance_id = any($1::text[])
order by n.instance_id, n.node`,
};

/** Of own workflows only the newest published definition is listed; older ones serve their running instances. */
const definitionColumns = `d.workflow_id, d.version, d.ingested, d.name, d.description, d.annotations::text as annotations,
  d.metadata::text as metadata, d.document::text as document, d.available, ${milliseconds('d.changed_at')} as published,
  d.type, d.endpoint, d.source, d.addons::text as addons, d.roles::text as roles, d.nodes::text as nodes`;

export const selectDefinitions = `
select ${definitionColumns}
from orchestrator.any_definition d`;

export const countDefinitions = 'select count(*)::float8 as count from orchestrator.any_definition d';

/** $1 hashes: what own instances follow, whether it is published or not. */
export const selectDefinitionsByHash = {
  name: 'orchestrator-definitions-1',
  text: `
select ${definitionColumns} from (
  select d.*, false as ingested, coalesce(w.available, false) as available, coalesce(w.changed_at, d.saved_at) as changed_at,
    'SW' as type, null::text as endpoint, null::text as source, '[]'::jsonb as addons, '[]'::jsonb as roles, null::json as nodes
  from orchestrator.definition d left join orchestrator.workflow w on w.definition = d.hash
  where d.hash = any($1::text[])
) d`,
};

/** $1 workflow ids and $2 their versions, place by place: what instances of other runtimes follow. */
export const selectDefinitionsByVersion = {
  name: 'orchestrator-definitions-2',
  text: `
select ${definitionColumns} from (
  select d.*, true as ingested, coalesce(d.metadata ->> 'status', '') <> 'unavailable' as available, null::json as document
  from unnest($1::text[], $2::text[]) wanted(workflow_id, version)
  join orchestrator.ingested_definition d on d.workflow_id = wanted.workflow_id and d.version = wanted.version
) d`,
};

export const selectJobs = `
select j.id, j.origin, j.workflow_id, j.instance_id, j.node_instance_id, j.root_instance_id, j.root_workflow_id, j.status,
  ${milliseconds('j.expires_at')} as expires, j.priority, j.callback_endpoint, j.repeat_interval::float8 as repeat_interval,
  j.repeat_limit, j.scheduled_id, j.retries, ${milliseconds('j.updated_at')} as updated, j.execution_counter, j.endpoint,
  j.exception_message, j.exception_details
from orchestrator.any_job j`;

export const countJobs = 'select count(*)::float8 as count from orchestrator.any_job j';

/** User tasks; its lists leave as JSON. */
export const selectTasks = `
select t.id, t.definition_id, t.description, t.name, t.priority, t.instance_id, t.workflow_id, t.root_instance_id,
  t.root_workflow_id, t.state, t.actual_owner, t.admin_groups::text as admin_groups, t.admin_users::text as admin_users,
  t.excluded_users::text as excluded_users, t.potential_groups::text as potential_groups,
  t.potential_users::text as potential_users, ${milliseconds('t.started_at')} as started,
  ${milliseconds('t.completed_at')} as completed, ${milliseconds('t.updated_at')} as updated,
  ${milliseconds('t.sla_due_at')} as sla_due, t.inputs::text as inputs, t.outputs::text as outputs, t.reference_name,
  t.external_reference_id, t.endpoint, t.comments::text as comments, t.attachments::text as attachments
from orchestrator.ingested_task t`;

export const countTasks = 'select count(*)::float8 as count from orchestrator.ingested_task t';

/** $1 how many. Each branch reads so many rows by an index, and no more. */
export const selectRevisions = {
  instances: {
    name: 'orchestrator-revisions-1',
    text: `
select i.id, i.commit::float8 as revision from orchestrator.any_instance i order by i.started_at desc limit $1::bigint`,
  },
  jobs: {
    name: 'orchestrator-revisions-4',
    text: `
(select id, revision::float8 as revision, true as of_sequence from orchestrator.job
  where claimable_at is not null order by claimable_at limit $1::bigint)
union all
(select id, revision::float8, true from orchestrator.job
  where claimable_at is null order by updated_at desc limit $1::bigint)
union all
(select id, revision::float8, false from orchestrator.ingested_job order by expires_at desc limit $1::bigint)`,
  },
  tasks: {
    name: 'orchestrator-revisions-3',
    text: `
select id, revision::float8 as revision from orchestrator.ingested_task order by started_at desc limit $1::bigint`,
  },
};

/** Completed runs of a workflow whose mean time is told. */
const TIMED_RUNS = 1_000;

/**
 * $1 workflow ids, and what the runs `i` have to meet besides.
 *
 * The sums read an index and no rows where vacuum has been. The last run and the mean time come from the index on
 * (workflow, start): a mean over all runs would read all of them, and tell of times long past.
 */
const statisticsOf = (besides: string): string => `
select w.id as workflow_id, s.completed, s.failed, s.started_last_month, m.average,
  l.id as last_id, l.state::int as last_state, ${milliseconds('l.started_at')} as last_start
from unnest($1::text[]) w(id)
join (
  select i.workflow_id, count(*) filter (where i.state = 2)::float8 as completed,
    count(*) filter (where i.state = 5)::float8 as failed,
    count(*) filter (where i.started_at > now() - interval '30 days')::float8 as started_last_month
  from orchestrator.instance i
  where i.workflow_id = any($1::text[]) ${besides}
  group by i.workflow_id
) s on s.workflow_id = w.id
cross join lateral (
  select i.id, i.state, i.started_at from orchestrator.instance i
  where i.workflow_id = w.id ${besides}
  order by i.started_at desc, i.id
  limit 1
) l
cross join lateral (
  select (avg(extract(epoch from r.ended_at - r.started_at)) * 1000)::float8 as average
  from (
    select i.started_at, i.ended_at from orchestrator.instance i
    where i.workflow_id = w.id and i.state = 2 ${besides}
    order by i.started_at desc
    limit ${TIMED_RUNS}
  ) r
) m`;

/** The runs of everybody. */
export const runStatistics = { name: 'orchestrator-statistics-2', text: statisticsOf('') };

/** $2 the person whose runs count. */
export const runStatisticsOfInitiator = {
  name: 'orchestrator-statistics-3',
  text: statisticsOf('and i.initiator_entity = $2'),
};
