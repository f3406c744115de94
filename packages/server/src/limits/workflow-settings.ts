import { setting } from '@orchestrator/definition';

/** Work of a workflow. */
export const WORKFLOW_RUNS = setting({
  key: 'orchestrator.limits.workflows.<id>.runs',
  task: 'limits',
  does: 'How many runs of one workflow a process starts and makes calls for at once, calls that wait included. Later starts wait, and are answered with 429 when that takes too long. `*` in place of the id stands for all workflows that have no limit of their own.',
  value: 'whole number, at least 1',
  default: '`5000`',
  where: 'server',
  example: 'orchestrator.limits.workflows.greeting.runs=100',
});

/** Calls of a workflow. */
export const WORKFLOW_CALLS = setting({
  key: 'orchestrator.limits.workflows.<id>.calls',
  task: 'limits',
  does: 'How many calls one process makes at once for one workflow. Others wait, and workflows take turns. `*` in place of the id stands for all workflows that have no limit of their own.',
  value: 'whole number, at least 1',
  default: '`96`',
  where: 'server',
  example: 'orchestrator.limits.workflows.greeting.calls=8',
});

/** Commits of a workflow. */
export const WORKFLOW_STEPS = setting({
  key: 'orchestrator.limits.workflows.<id>.steps',
  task: 'limits',
  does: 'How many steps of one workflow may be on their way to the database at once. Others wait, and workflows take turns. `*` in place of the id stands for all workflows that have no limit of their own.',
  value: 'whole number, at least 1',
  default: '`256`',
  where: 'server',
  example: 'orchestrator.limits.workflows.greeting.steps=32',
});

/** Rate of starts. */
export const STARTS_PER_SECOND = setting({
  key: 'orchestrator.limits.workflows.<id>.starts-per-second',
  task: 'limits',
  does: 'How often one process starts a workflow on request. Starts beyond it wait, and are answered with 429 when that would take too long. Events, subflows and schedules do not count. `*` in place of the id stands for all workflows that have no limit of their own.',
  value: 'number, more than 0',
  default: 'any number',
  where: 'server',
  example: 'orchestrator.limits.workflows.greeting.starts-per-second=5',
});

/** Starts at once. */
export const START_BURST = setting({
  key: 'orchestrator.limits.workflows.<id>.start-burst',
  task: 'limits',
  does: 'How many starts may come at once where those a second are limited. `*` in place of the id stands for all workflows that have no limit of their own.',
  value: 'whole number, at least 1',
  default: '`starts-per-second`, rounded up',
  where: 'server',
  example: 'orchestrator.limits.workflows.greeting.start-burst=20',
});

/** Queue of starts. */
export const QUEUED_STARTS = setting({
  key: 'orchestrator.limits.workflows.<id>.queued-starts',
  task: 'limits',
  does: 'How many starts of one workflow may wait. Beyond it they are answered with 429 at once. `*` in place of the id stands for all workflows that have no limit of their own.',
  value: 'whole number',
  default: '`1000`',
  where: 'server',
  example: 'orchestrator.limits.workflows.greeting.queued-starts=0',
});
