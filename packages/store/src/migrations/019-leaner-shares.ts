/**
 * The indexes of shares without what identifies a row. While the tables were empty, PostgreSQL took these for as good a way to
 * a single row as the primary key, and read them from end to end for each row once there were many.
 */
export const leanerShares = `
drop index orchestrator.inbox_by_share;
create index inbox_by_share on orchestrator.inbox (share, claimable_at);
drop index orchestrator.outbox_by_share;
create index outbox_by_share on orchestrator.outbox (share, claimable_at);
`;
