import { setting } from '@orchestrator/definition';

/** How long handing over may fail. */
export const DEAD_LETTER_AFTER = setting({
  key: 'orchestrator.dead-letters.after',
  task: 'events',
  does: 'How long sending an event, or telling a run something, may fail before it is given up. It is then kept as a dead letter, which an operator can replay, and no longer holds back what its run sent later.',
  value: 'ISO 8601 duration',
  default: '`PT24H`',
  where: 'server',
  example: 'orchestrator.dead-letters.after=P7D',
});

/** How long a receiver may refuse an event. */
export const REFUSED_DEAD_LETTER_AFTER = setting({
  key: 'orchestrator.dead-letters.refused-after',
  task: 'events',
  does: 'The same for an event whose receiver answers that it is wrong (status 400, 405, 406, 410, 413, 414, 415, 422, 431 or 501).',
  value: 'ISO 8601 duration',
  default: '`PT10M`',
  where: 'server',
  example: 'orchestrator.dead-letters.refused-after=PT1H',
});

/** How long runs are kept. */
export const RETENTION = setting({
  key: 'orchestrator.retention.age',
  task: 'server',
  does: 'How long runs are kept after they completed or were aborted. Then they are deleted, with all that is stored of them. Failed runs stay, and runs that others started stay as long as those. It holds for runs of other runtimes as well.',
  value: 'ISO 8601 duration of 24 hours or more',
  default: 'for ever',
  where: 'server',
  example: 'orchestrator.retention.age=P90D',
});

/** Where deleted runs go. */
export const ARCHIVE = setting({
  key: 'orchestrator.retention.archive',
  task: 'server',
  does: 'Writes runs to this folder before they are deleted, as files compressed with gzip that hold one JSON value for each run. Each process writes files of its own; a run may be in two of them.',
  value: 'path of a folder',
  default: 'runs are only deleted',
  where: 'server',
  example: 'orchestrator.retention.archive=/var/lib/orchestrator/archive',
});
