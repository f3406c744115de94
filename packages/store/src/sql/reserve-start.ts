import type { Statement } from '../database/database.js';

/**
 * $1 key, $2 fingerprint, $3 instance, $4 how long to remember it in milliseconds. A key whose time is over is taken
 * anew; `now()` is one moment for the whole statement.
 */
export const reserveStart: Statement = {
  name: 'orchestrator-reserve-start-1',
  text: `
insert into orchestrator.start_key as k (key, fingerprint, instance_id, remembered_until)
values ($1, $2, $3, now() + $4::float8 * interval '1 millisecond')
on conflict (key) do update set
  fingerprint = case when k.remembered_until < now() then excluded.fingerprint else k.fingerprint end,
  instance_id = case when k.remembered_until < now() then excluded.instance_id else k.instance_id end,
  remembered_until = case when k.remembered_until < now() then excluded.remembered_until else k.remembered_until end
returning instance_id, fingerprint`,
};
