/**
 * An index for the lists and counts of one state. What people look for is rare among a million runs: without it a list of
 * failed runs reads all that completed since. The workflow stands last, so that it is judged before a row is read.
 *
 * A run's state changes when it ends, so its last update is written to every index; all others stay on their page as
 * before, since PostgreSQL compares values.
 */
export const runsByState = `
create index instance_by_state on orchestrator.instance (state, started_at desc, workflow_id);
create index ingested_instance_by_state on orchestrator.ingested_instance (state, started_at desc, workflow_id);
`;
