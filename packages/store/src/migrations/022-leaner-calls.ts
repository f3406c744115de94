/**
 * Every call that is made wrote an index on its owner, which only releasing leases used: what is leased can be claimed
 * later, so the index on `claimable_at` finds it as well. An earlier process that releases leases meanwhile reads all calls.
 */
export const leanerCalls = `
drop index orchestrator.call_by_lease_owner;
`;
