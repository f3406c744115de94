/** The workflow whose timer it is; see migration 016. On its own, since it holds the steps up that set timers meanwhile. */
export const timerShares = `
alter table orchestrator.timer add column share text collate "C" not null default '';
create index timer_by_share on orchestrator.timer (share, claimable_at);
`;
