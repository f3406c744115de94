/**
 * What another runtime tells of a run stands in columns of its own in the view, empty for own runs: whoever reads both kinds
 * from one column pays for taking it out of the snapshot of each row that is passed by. The other columns stay as they are
 * for older processes.
 */
export const leanLists = `
create or replace view orchestrator.any_instance as
select id, false as ingested, workflow_id, version, process_name, definition, business_key, initiator_entity,
  target_entity, parent_instance_id, root_instance_id, root_workflow_id, started_at, ended_at, updated_at, state, commit,
  snapshot, large, '[]'::jsonb as roles, '[]'::jsonb as addons, null::text as endpoint,
  snapshot ->> 'identity' as created_by, null::text as updated_by, null::timestamptz as sla_due_at,
  null::text as cloud_event_id, null::text as cloud_event_source,
  snapshot #>> '{error,task}' as error_task, snapshot #>> '{error,node}' as error_node,
  (case when large is null then snapshot else orchestrator.whole_snapshot(id, snapshot, large) end)
    #>> '{error,message}' as error_message,
  null::jsonb as variables,
  null::text as ingested_created_by, null::text as ingested_error_task, null::text as ingested_error_node,
  null::text as ingested_error_message
from orchestrator.instance
union all
select id, true, workflow_id, version, process_name, null, business_key, initiator_entity, target_entity,
  parent_instance_id, root_instance_id, root_workflow_id, started_at, ended_at, updated_at, state, revision, null, null,
  roles, addons, endpoint, created_by, updated_by, sla_due_at, cloud_event_id, cloud_event_source, error_task, error_node,
  error_message, variables, created_by, error_task, error_node, error_message
from orchestrator.ingested_instance;
`;
