import { setting } from '@orchestrator/definition';

/** Work of the process. */
export const MAX_RUNS = setting({
  key: 'orchestrator.limits.runs',
  task: 'limits',
  does: 'How many runs one process starts and makes calls for at once, calls that wait included. Beyond it starts are answered with 503.',
  value: 'whole number, at least 1',
  default: '`10000`',
  where: 'server',
  example: 'orchestrator.limits.runs=20000',
});

/** Calls of the process. */
export const MAX_CALLS = setting({
  key: 'orchestrator.limits.calls',
  task: 'limits',
  does: 'How many calls one process makes at once, for all workflows together. Others wait.',
  value: 'whole number, at least 1',
  default: '`128`',
  where: 'server',
  example: 'orchestrator.limits.calls=256',
});

/** Patience of starts. */
export const START_WAIT = setting({
  key: 'orchestrator.limits.start-wait',
  task: 'limits',
  does: 'How long a start may wait for the limits of its workflow before it is answered with 429.',
  value: 'ISO 8601 duration',
  default: '`PT10S`',
  where: 'server',
  example: 'orchestrator.limits.start-wait=PT30S',
});

/** Slow database. */
export const COMMIT_DELAY = setting({
  key: 'orchestrator.limits.commit-delay',
  task: 'limits',
  does: 'How long steps may wait for the database while starts are accepted. While they wait longer, starts are answered with 503; work that is stored already only waits.',
  value: 'ISO 8601 duration',
  default: '`PT5S`',
  where: 'server',
  example: 'orchestrator.limits.commit-delay=PT2S',
});

/** Patience of callers. */
export const ANSWER_TIME = setting({
  key: 'orchestrator.limits.answer-time',
  task: 'limits',
  does: 'How long a start keeps its caller waiting for a run that is busy with calls. Then it is answered with the run as it is, which goes on.',
  value: 'ISO 8601 duration',
  default: '`PT1M`',
  where: 'server',
  example: 'orchestrator.limits.answer-time=PT10S',
});

/** Length of lists. */
export const LISTED_RUNS = setting({
  key: 'orchestrator.limits.listed-runs',
  task: 'limits',
  does: 'How many runs the list of a workflow holds at most.',
  value: 'whole number, at least 1',
  default: '`1000`',
  where: 'server',
  example: 'orchestrator.limits.listed-runs=100',
});

/** Size of input. */
export const INPUT_LENGTH = setting({
  key: 'orchestrator.limits.input-length',
  task: 'limits',
  does: 'How long the data may be that a run is started with. More is refused with 413, and bodies of more than 10 MB are in any case.',
  value: 'characters as JSON, at least 1',
  default: '`10000000`',
  where: 'server',
  example: 'orchestrator.limits.input-length=100000',
});

/** Size of events. */
export const EVENT_LENGTH = setting({
  key: 'orchestrator.limits.event-length',
  task: 'limits',
  does: 'How long an event may be that the server accepts. More is refused with 413, and bodies of more than 10 MB are in any case.',
  value: 'characters as JSON, at least 1',
  default: '`10000000`',
  where: 'server',
  example: 'orchestrator.limits.event-length=100000',
});

/** Size of results. */
export const RESULT_LENGTH = setting({
  key: 'orchestrator.limits.result-length',
  task: 'limits',
  does: 'How long the result of a call may be. A longer one fails the call with `data-too-large`.',
  value: 'characters as JSON, at least 1',
  default: '`10000000`',
  where: 'server',
  example: 'orchestrator.limits.result-length=1000000',
});

/** Size of runs. */
export const INSTANCE_LENGTH = setting({
  key: 'orchestrator.limits.instance-length',
  task: 'limits',
  does: 'How long a whole run may be, with its data and those of its branches. A step that would make it longer fails with `data-too-large`.',
  value: 'characters as JSON, from 1 to 33000000',
  default: '`30000000`',
  where: 'server',
  example: 'orchestrator.limits.instance-length=1000000',
});

/** Steps of a turn. */
export const STEPS_PER_TURN = setting({
  key: 'orchestrator.limits.steps-per-turn',
  task: 'limits',
  does: 'How many nodes a run goes through before it is stored and gives way to others.',
  value: 'whole number, at least 1',
  default: '`1000`',
  where: 'server',
  example: 'orchestrator.limits.steps-per-turn=100',
});

/** Work of a turn. */
export const COST_PER_TURN = setting({
  key: 'orchestrator.limits.cost-per-turn',
  task: 'limits',
  does: 'What the expressions of a run may cost before it is stored and gives way to others: steps of jq, and values that a jsonpath looks at.',
  value: 'whole number, at least 1',
  default: '`500000`',
  where: 'server',
  example: 'orchestrator.limits.cost-per-turn=100000',
});

/** Steps of a loop. */
export const STEPS_WITHOUT_WAIT = setting({
  key: 'orchestrator.limits.steps-without-wait',
  task: 'limits',
  does: 'How many nodes a run may go through without waiting for anything. Beyond it the run fails with `step-limit`, as it probably goes round for ever.',
  value: 'whole number, at least 1',
  default: '`100000`',
  where: 'server',
  example: 'orchestrator.limits.steps-without-wait=10000',
});

/** Length of loops. */
export const LOOP_ITEMS = setting({
  key: 'orchestrator.limits.loop-items',
  task: 'limits',
  does: 'How many items one `foreach` state may run through.',
  value: 'whole number, at least 1',
  default: '`10000`',
  where: 'server',
  example: 'orchestrator.limits.loop-items=100',
});
