/**
 * The index of shares without what identifies a row. While the table was empty, PostgreSQL took it for as good a way to a
 * single row as the primary key, and read it from end to end for each row once there were many.
 */
export const leanerMessageShares = `
drop index orchestrator.inbox_by_share;
create index inbox_by_share on orchestrator.inbox (share, claimable_at);
`;
