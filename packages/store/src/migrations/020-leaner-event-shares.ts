/** As migration 019, for events. On its own, since it holds the steps up that send events meanwhile. */
export const leanerEventShares = `
drop index orchestrator.outbox_by_share;
create index outbox_by_share on orchestrator.outbox (share, claimable_at);
`;
