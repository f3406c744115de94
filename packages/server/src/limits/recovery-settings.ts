import { setting } from '@orchestrator/definition';

/** Time of leases. */
export const LEASE = setting({
  key: 'orchestrator.recovery.lease',
  task: 'server',
  does: 'How long a process may be silent before others take over its calls. It must be the same for all processes that share a database.',
  value: 'ISO 8601 duration of one second or more',
  default: '`PT6S`',
  where: 'server',
  example: 'orchestrator.recovery.lease=PT15S',
});

/** Looking for work. */
export const RECOVERY_INTERVAL = setting({
  key: 'orchestrator.recovery.interval',
  task: 'server',
  does: 'The longest pause between two looks for work that other processes left behind.',
  value: 'ISO 8601 duration',
  default: '`PT5S`',
  where: 'server',
  example: 'orchestrator.recovery.interval=PT2S',
});

/** Time to finish. */
export const DRAIN_TIME = setting({
  key: 'orchestrator.drain.time',
  task: 'server',
  does: 'How long calls that are on their way may take when `orchestrator serve` is told to stop. Then they are left to other processes, or to the next start, which repeat them with the same `Idempotency-Key`.',
  value: 'ISO 8601 duration',
  default: '`PT10S`',
  where: 'server',
  example: 'orchestrator.drain.time=PT25S',
});

/** Early events. */
export const EVENT_WINDOW = setting({
  key: 'orchestrator.events.window',
  task: 'events',
  does: 'How long an event that names its receiver is kept for one that does not wait for it yet.',
  value: 'ISO 8601 duration',
  default: '`PT10M`',
  where: 'server',
  example: 'orchestrator.events.window=PT1H',
});

/** Ids of events. */
export const EVENT_MEMORY = setting({
  key: 'orchestrator.events.memory',
  task: 'events',
  does: 'How long the id of an event is remembered, so that one that is sent again has no effect.',
  value: 'ISO 8601 duration',
  default: '`PT24H`',
  where: 'server',
  example: 'orchestrator.events.memory=P7D',
});

/** First pause. */
export const PUBLISH_RETRY = setting({
  key: 'orchestrator.events.retry',
  task: 'events',
  does: 'The first pause before an event that could not be sent is sent again. It doubles each time.',
  value: 'ISO 8601 duration',
  default: '`PT1S`',
  where: 'server',
  example: 'orchestrator.events.retry=PT5S',
});

/** Longest pause. */
export const MAX_PUBLISH_RETRY = setting({
  key: 'orchestrator.events.longest-retry',
  task: 'events',
  does: 'The longest pause before an event that could not be sent is sent again.',
  value: 'ISO 8601 duration',
  default: '`PT1M`',
  where: 'server',
  example: 'orchestrator.events.longest-retry=PT10M',
});
