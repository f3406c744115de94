/**
 * Whose share of the work handing a message over counts towards: the workflow that sent it, or for an event the one that
 * is told or started. Where many wait, workflows take turns by it. What earlier releases write counts towards a share of
 * its own, as do events about jobs.
 */
export const messageShares = `
alter table orchestrator.inbox add column share text collate "C" not null default '';
create index inbox_by_share on orchestrator.inbox (share, claimable_at, id);
`;
