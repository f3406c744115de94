/**
 * What could not be handed over for so long that it was given up: events that no receiver took, and messages that their
 * instance could not be told. Each row has all that it takes to put it back where it came from.
 *
 * `first_failed_at` in outbox and inbox tells since when handing a row over fails; time that it only waited behind others
 * does not count. Columns without default are added without touching a row, and a release that does not know them
 * leaves them empty.
 */
export const deadLetter = `
alter table orchestrator.outbox add column first_failed_at timestamptz;
alter table orchestrator.inbox
  add column attempts integer,
  add column first_failed_at timestamptz;

create table orchestrator.dead_letter (
  id bigint generated always as identity primary key,
  kind text collate "C" not null,
  instance_id text collate "C" not null,
  content json not null,
  commit bigint,
  position integer,
  message_kind text collate "C",
  workflow_id text collate "C",
  business_key text collate "C",
  correlation_key text collate "C",
  attempts integer not null,
  reason text not null,
  first_failed_at timestamptz not null,
  given_up_at timestamptz not null default clock_timestamp()
);
create index dead_letter_by_instance on orchestrator.dead_letter (instance_id);
`;
