/**
 * Large parts of instances, each written once however many steps follow: a step that leaves a part as it is writes neither
 * the part nor its text again. `large` of an instance lists the places of its parts, `[[path, hash], …]`; the snapshot
 * holds null there, and a number of its form that earlier releases refuse to read, since they would miss the parts.
 *
 * What goes into nodes and comes out of them needs nothing of the kind: it is written once, and PostgreSQL keeps what is long
 * outside of a row and does not copy it when something else of the row changes.
 *
 * Rows stay until their instance is deleted: a process that knows that a part is stored need not send it again.
 */
export const largeValue = `
create table orchestrator.large_value (
  instance_id text collate "C" not null,
  hash text collate "C" not null,
  value json not null,
  primary key (instance_id, hash)
);

alter table orchestrator.instance add column large json;

create function orchestrator.whole_snapshot(id text, snapshot json, large json) returns json
language plpgsql stable as $$
declare
  whole jsonb := snapshot::jsonb;
  part record;
begin
  for part in
    select array(select json_array_elements_text(l.place -> 0)) as path, v.value
    from json_array_elements(large) with ordinality as l(place, position)
    join orchestrator.large_value v on v.instance_id = id and v.hash = l.place ->> 1
    order by l.position
  loop
    whole := jsonb_set(whole, part.path, part.value::jsonb, false);
  end loop;
  return whole::json;
end $$;
`;
