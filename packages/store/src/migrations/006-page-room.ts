/**
 * Room on the pages of what each step changes.
 *
 * Rows that were written together are changed together, by the group commits of a busy server. A page needs room for all of
 * its rows twice then, or their new versions go elsewhere and every index of the table is written. Measured with five
 * commits of each run: with a fillfactor of 80 (90 for nodes) 39 % of the updates of `instance` and 40 % of those of
 * `node_instance` stayed on their page, with 50 all and 88 %; and `instance` was 41 % smaller for it, because old versions
 * make room on their page at once instead of waiting for vacuum.
 *
 * Rows of the other tables come and go. Vacuum looks after them when hundreds are dead, not when a fifth of a table is:
 * claims pass by the dead ones at the beginning of their index.
 */
export const pageRoom = `
alter table orchestrator.instance set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
alter table orchestrator.node_instance set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
alter table orchestrator.call set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
alter table orchestrator.timer set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
alter table orchestrator.subscription set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
alter table orchestrator.inbox set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
alter table orchestrator.outbox set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
`;
