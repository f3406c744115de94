/**
 * Fills the tables with rows as many runs leave them: one in ten lives, waits for a call, a timer or an event, and has
 * something to be told and to be sent. The nodes of every other one are those of an earlier release.
 *
 * @param rows - how many runs
 */
export function fill(rows: number): string {
  const living = `generate_series(1, ${rows}, 10) n`;
  return `
insert into orchestrator.definition (hash, workflow_id, version, name, annotations, metadata, document)
  select 'hash-' || n, 'workflow-' || n, '1', 'Workflow', '[]', '{}', '{}' from generate_series(1, 100) n;
insert into orchestrator.workflow (id, definition, available) select workflow_id, hash, true from orchestrator.definition;
insert into orchestrator.instance (id, workflow_id, version, process_name, definition, business_key, initiator_entity,
    parent_instance_id, correlation_key, started_at, ended_at, updated_at, state, commit, snapshot)
  select 'run-' || n, 'workflow-' || n % 100, '1', 'Workflow', 'hash-' || n % 100, 'key-' || n, 'user-' || n % 50,
    case when n % 7 = 0 then 'run-' || n - 1 end, '[["order","' || n || '"]]', now() - n * interval '1 minute',
    case when n % 10 <> 1 then now() - n * interval '1 minute' end, now(), case when n % 10 = 1 then 1 else 2 end, 2,
    '{"root":{"data":{}}}'
  from generate_series(1, ${rows}) n;
insert into orchestrator.trace (instance_id, commit, nodes)
  select 'run-' || n, commit, json_build_array(json_build_object('node', commit, 'task', '/states/0', 'name', 'State',
    'type', 'ActionNode', 'entered', extract(epoch from now()) * 1000))
  from generate_series(1, ${rows}, 2) n, generate_series(1, 3) commit;
insert into orchestrator.node_instance (instance_id, node, task, name, type, entered_at)
  select 'run-' || n, node, '/states/0', 'State', 'ActionNode', now()
  from generate_series(2, ${rows}, 2) n, generate_series(1, 3) node;
insert into orchestrator.large_value (instance_id, hash, value)
  select 'run-' || n, 'hash', '[]' from generate_series(1, ${rows}) n;
insert into orchestrator.call (instance_id, node, effect, lease_owner, claimable_at)
  select 'run-' || n, 1, '{}', case when n % 3 = 0 then 'owner-' || n % 5 end, now() + n * interval '1 second' from ${living};
insert into orchestrator.timer (instance_id, node, due_at, lease_owner, claimable_at, share)
  select 'run-' || n, 2, now(), case when n % 3 = 0 then 'owner-' || n % 5 end, now() + n * interval '1 second',
    'workflow-' || n % 100
  from generate_series(1, ${rows}) n;
insert into orchestrator.subscription (instance_id, node, position, workflow_id, business_key, event_type, attributes,
    correlation_key, fixed)
  select 'run-' || n, 3, 0, 'workflow-' || n % 100, 'key-' || n, 'type-' || n % 20, '["order"]', '[["order","' || n || '"]]',
    '{}'
  from generate_series(1, ${rows}) n;
insert into orchestrator.correlation_set (event_type, attributes)
  select 'type-' || n, '["order"]' from generate_series(1, 20) n;
insert into orchestrator.inbox (receiver, kind, content, workflow_id, correlation_key, lease_owner, claimable_at, share)
  select 'run-' || n, 'fact', '{}', case when n % 2 = 0 then 'workflow-' || n % 100 end, '[["order","' || n || '"]]',
    case when n % 3 = 0 then 'owner-' || n % 5 end, now() + n * interval '1 second', 'workflow-' || n % 100
  from generate_series(1, ${rows}) n;
insert into orchestrator.outbox (instance_id, commit, position, event, lease_owner, claimable_at, share)
  select 'run-' || n, 2, 0, '{}', case when n % 3 = 0 then 'owner-' || n % 5 end, now() + n * interval '1 second',
    'workflow-' || n % 100
  from generate_series(1, ${rows}) n;
insert into orchestrator.kept_event (source, event_id, event_type, complete, correlation_keys, attributes, event, kept_until)
  select 'source', 'event-' || n, 'type-' || n % 20, '{}', '{}', '{}', '{}', now() + n * interval '1 second'
  from generate_series(1, ${rows}) n;
insert into orchestrator.delivery (source, event_id, receiver, instance_id, delivered_at)
  select 'source', 'event-' || n, 'run-' || n || ':3', 'run-' || n, now() - n * interval '1 second'
  from generate_series(1, ${rows}) n;
insert into orchestrator.start_key (key, fingerprint, instance_id, remembered_until)
  select 'key-' || n, 'print', 'run-' || n, now() + n * interval '1 second' from generate_series(1, ${rows}) n;
insert into orchestrator.dead_letter (kind, instance_id, content, commit, position, attempts, reason, first_failed_at)
  select 'event', 'run-' || n, '{}', 1, 0, 3, 'away', now() from generate_series(1, ${rows}) n;
insert into orchestrator.job (id, correlation_id, status, callback_endpoint, recipient, priority, expires_at, scheduled_id,
    lease_owner, claimable_at)
  select 'job-' || n, 'c', 'SCHEDULED', 'http://there/', '{}', 0, now(), 's',
    case when n % 1000 = 0 then 'owner-' || n % 5 end, case when n % 10 = 0 then now() + n * interval '1 second' end
  from generate_series(1, ${rows}) n;
`;
}
