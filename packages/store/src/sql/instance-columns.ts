/** Columns from which an instance is read; `i` is the instance. Its parts are looked up only when it has some. */
export const instanceColumns = `i.snapshot::text as snapshot, i.large::text as large,
  case when i.large is not null then (
    select json_object_agg(v.hash, v.value)::text from orchestrator.large_value v
    where v.instance_id = i.id and v.hash in (select l.place ->> 1 from json_array_elements(i.large) l(place))
  ) end as parts`;

/** The snapshot of an instance `i` with its large parts in their places, for conditions. */
export const wholeSnapshot =
  '(case when i.large is null then i.snapshot else orchestrator.whole_snapshot(i.id, i.snapshot, i.large) end)';
