/**
 * What a commit tells of its nodes is one row, as the JSON text that came: rows of their own for nodes, written when they
 * are entered and again when they are left, were a third of what a commit cost. A node is put together when it is read.
 * `node_instance` keeps what earlier releases wrote, and a node that was entered there may be left in `trace`.
 *
 * Where an earlier release has run, its processes may go on beside newer ones for a while, and leave nodes that the newer
 * ones have entered: these get a row in which the earlier process can note it. A rolling update is over within a day. What
 * both say of tries, errors and cancels of such a node is told as the newer one said it.
 */
export const trace = `
create table orchestrator.trace (
  instance_id text collate "C" not null,
  commit bigint not null,
  nodes text not null,
  primary key (instance_id, commit)
);

create or replace view orchestrator.any_node_instance as
select instance_id || ':' || node as id, false as ingested, instance_id, node, parent, task, name, type, entered_at,
  exited_at, error_message, cancel_type, retrigger, retries, retry_message, input, output,
  null::timestamptz as sla_due_at
from (
  select instance_id, node, max(parent) as parent, max(task) as task, max(name) as name, max(type) as type,
    max(entered_at) as entered_at, max(exited_at) as exited_at,
    (array_agg(error_message order by commit desc) filter (where error_message is not null))[1] as error_message,
    (array_agg(cancel_type order by commit desc) filter (where cancel_type is not null))[1] as cancel_type,
    bool_or(retrigger) as retrigger,
    (array_agg(retries order by commit desc) filter (where retries is not null))[1] as retries,
    (array_agg(retry_message order by commit desc) filter (where retry_message is not null))[1] as retry_message,
    (array_agg(input) filter (where input is not null))[1] as input,
    (array_agg(output) filter (where output is not null))[1] as output
  from (
    select instance_id, 0::bigint as commit, node, parent, task, name, type, entered_at, exited_at, error_message,
      cancel_type, retrigger, retries, retry_message, input, output
    from orchestrator.node_instance
    union all
    select t.instance_id, t.commit, n.node, n.parent, n.task collate "C", n.name, n.type collate "C",
      to_timestamp(n.entered / 1000), to_timestamp(n.exited / 1000), n.error, n.cancel collate "C", n.retrigger, n.retries,
      n.retry_message, n.input, n.output
    from orchestrator.trace t
    cross join lateral json_to_recordset(t.nodes::json) as n(node integer, parent integer, task text, name text,
      type text, entered float8, exited float8, error text, cancel text, retrigger boolean, retries integer,
      retry_message text, input json, output json)
  ) told
  group by instance_id, node
) own
union all
select id, true, instance_id, position, null, task, name, type, entered_at, exited_at, error_message, cancel_type,
  retrigger, null, null, input, output, sla_due_at
from orchestrator.ingested_node;

do $migration$ begin
  if exists (select from orchestrator.definition) then
    create function orchestrator.enter_nodes() returns trigger language plpgsql as $$
    begin
      insert into orchestrator.node_instance (instance_id, node, parent, task, name, type, entered_at)
      select new.instance_id, n.node, n.parent, n.task, n.name, n.type, to_timestamp(n.entered / 1000)
      from json_to_recordset(new.nodes::json) as n(node integer, parent integer, task text, name text, type text,
        entered float8)
      where n.entered is not null;
      return null;
    end $$;
    execute format('create trigger beside_earlier_releases after insert on orchestrator.trace for each row
      when (now() < %L::timestamptz) execute function orchestrator.enter_nodes()', now() + interval '1 day');
  end if;
end $migration$;
`;
