import type { RuntimeActivity } from '@orchestrator/runtime';
import { BACKLOG_LIMIT } from '@orchestrator/store';
import type { Backlog, BacklogQueue } from '@orchestrator/store';
import type { Family, Sample } from './exposition.js';

/** What this process is busy with. */
export function activityFamilies({ steps, commits, calls, callsWaiting }: RuntimeActivity): Family[] {
  return [
    gauge('orchestrator_steps_active', 'Runs with a step on its way in this process.', plain(steps)),
    gauge(
      'orchestrator_commit_queue',
      'Steps that wait in this process for the next commit.',
      plain(commits),
    ),
    gauge('orchestrator_calls_active', 'Calls that this process is making.', plain(calls)),
    gauge(
      'orchestrator_calls_waiting',
      'Calls that wait in this process for their turn.',
      plain(callsWaiting),
    ),
  ];
}

/** What waits in the database for any process. */
export function backlogFamilies({ calls, timers, inbox, outbox, deadLetters }: Backlog): Family[] {
  const queues = Object.entries({ calls, timers, inbox, outbox });
  const each = (value: (queue: BacklogQueue) => number): Sample[] =>
    queues.map(([queue, backlog]) => ({ labels: { queue }, value: value(backlog) }));
  return [
    gauge(
      'orchestrator_backlog',
      `Entries in the database that are to be worked on, ${BACKLOG_LIMIT} at most: calls without a result, due timers, messages to runs, events to be sent.`,
      each(({ length }) => length),
    ),
    gauge(
      'orchestrator_backlog_wait_seconds',
      'For how long the oldest of these entries could have been taken up, or has been failing.',
      each(({ wait }) => wait / 1000),
    ),
    gauge(
      'orchestrator_dead_letters',
      `Events and messages that were given up, ${BACKLOG_LIMIT} at most.`,
      plain(deadLetters),
    ),
  ];
}

/** Whether the database answers; what is counted in it is missing otherwise. */
export function databaseFamily(up: boolean): Family {
  return gauge(
    'orchestrator_database_up',
    '1 while the database answers in time, else 0.',
    plain(up ? 1 : 0),
  );
}

function plain(value: number): Sample[] {
  return [{ labels: {}, value }];
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, help, type: 'gauge', samples };
}
