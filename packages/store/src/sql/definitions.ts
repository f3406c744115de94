import type { Statement } from '../database/database.js';

/** $1 the definition as JSON. A hash stands for its content, so one that is already there needs no look. */
export const saveDefinition: Statement = {
  text: `
insert into orchestrator.definition (hash, workflow_id, version, name, description, annotations, metadata, document)
select d.hash, d."workflowId", d.version, d.name, d.description, d.annotations, d.metadata, $1::json
from json_to_record($1::json) as d(hash text, "workflowId" text, version text, name text, description text,
  annotations jsonb, metadata jsonb)
on conflict (hash) do nothing`,
};

/** $1 hash. */
export const loadDefinition: Statement = {
  text: 'select document::text as document from orchestrator.definition where hash = $1',
};

/** $1 workflow id, $2 version. Rows are never changed, so their places tell the order within one tick of the clock. */
export const findDefinition: Statement = {
  text: `
select hash from orchestrator.definition where workflow_id = $1 and version = $2
order by saved_at desc, ctid desc limit 1`,
};

/** $1 event types, $2 texts of sets of correlation attributes, one for each. */
export const saveCorrelationSets: Statement = {
  text: `
insert into orchestrator.correlation_set (event_type, attributes)
select distinct * from unnest($1::text[], $2::text[])
on conflict do nothing`,
};

/**
 * $1 hash, $2 what its reading found out. Answers since when it is in force, unchanged if it is already; no row when the
 * hash is not stored.
 */
export const publishDefinition: Statement = {
  text: `
insert into orchestrator.workflow (id, definition, available, reading)
select workflow_id, hash, true, $2::json from orchestrator.definition where hash = $1
on conflict (id) do update set definition = excluded.definition, available = true, reading = excluded.reading,
  changed_at = case when workflow.available and workflow.definition = excluded.definition
    then workflow.changed_at else now() end
returning (extract(epoch from date_trunc('milliseconds', changed_at)) * 1000)::float8 as published`,
};

/** All that are in force, without their texts. */
export const selectPublished: Statement = {
  text: `
select w.id, w.definition, d.document ->> 'path' as path, w.reading::text as reading,
  (extract(epoch from date_trunc('milliseconds', w.changed_at)) * 1000)::float8 as published
from orchestrator.workflow w join orchestrator.definition d on d.hash = w.definition
where w.available`,
};

/** $1 workflow id. */
export const withdrawDefinition: Statement = {
  text: 'update orchestrator.workflow set available = false, changed_at = now() where id = $1 and available',
};
