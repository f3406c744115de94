/** Keys under which clients start instances, so that a repeated request starts nothing. */
export const startKey = `
create table orchestrator.start_key (
  key text collate "C" primary key,
  fingerprint text collate "C" not null,
  instance_id text collate "C" not null,
  remembered_until timestamptz not null
);
create index start_key_by_time on orchestrator.start_key (remembered_until);
`;
