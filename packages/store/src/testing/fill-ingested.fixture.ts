/**
 * Fills the tables of other runtimes with runs as they leave them: some in ten live, each has two nodes, a job and a user task.
 *
 * @param rows - how many runs
 */
export function fillIngested(rows: number): string {
  return `
insert into orchestrator.ingested_instance (id, workflow_id, version, process_name, business_key, initiator_entity,
    parent_instance_id, root_instance_id, started_at, ended_at, updated_at, state, roles, addons, variables, marks, revision)
  select 'other-' || n, 'workflow-' || n % 100, '1', 'Workflow', 'other-key-' || n, 'user-' || n % 50,
    case when n % 7 = 0 then 'other-' || n - 1 end, case when n % 7 = 0 then 'other-' || n - 1 end,
    now() - n * interval '1 minute', case when n % 10 <> 1 then now() - n * interval '1 minute' end, now(),
    case when n % 10 = 1 then 1 else 2 end, '[]', '[]', '{}', '{}', 1
  from generate_series(1, ${rows}) n;
insert into orchestrator.ingested_node (instance_id, id, position, task, name, type, marks)
  select 'other-' || n, 'node-' || node, node, '1', 'State', 'ActionNode', '{}'
  from generate_series(1, ${rows}) n, generate_series(1, 2) node;
insert into orchestrator.ingested_job (id, instance_id, status, expires_at, marks, revision)
  select 'job-' || n, 'other-' || n, 'SCHEDULED', now() + n * interval '1 second', '{}', 1
  from generate_series(1, ${rows}) n;
insert into orchestrator.ingested_task (id, instance_id, admin_groups, admin_users, excluded_users, potential_groups,
    potential_users, updated_at, comments, attachments, marks, revision)
  select 'task-' || n, 'other-' || n, '[]', '[]', '[]', '[]', '[]', now(), '[]', '[]', '{}', 1
  from generate_series(1, ${rows}) n;
insert into orchestrator.ingested_event (source, event_id, ingested_at)
  select 'source', 'event-' || n, now() - n * interval '1 second' from generate_series(1, ${rows}) n;
`;
}
