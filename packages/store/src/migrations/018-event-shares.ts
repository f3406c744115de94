/** The workflow whose event it is; see migration 016. On its own, since it holds the steps up that send events meanwhile. */
export const eventShares = `
alter table orchestrator.outbox add column share text collate "C" not null default '';
create index outbox_by_share on orchestrator.outbox (share, claimable_at, instance_id, commit, position);
`;
