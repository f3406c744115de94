import type { JsonObject, Program, SchemaViolation } from '@orchestrator/definition';
import type { Orchestrator } from '@orchestrator/server';
import { printable } from '../report/printable.js';
import { styleFor } from '../report/style.js';
import type { Terminal } from '../terminal.js';
import { Following } from './follow.js';
import type { Outcome } from './follow.js';
import { Progress } from './progress.js';

/** How long receivers may take for the events of a run, in milliseconds. */
const SENDING = 10_000;

/** The input does not fit, so nothing was started. */
export interface Refused {
  readonly violations: readonly SchemaViolation[];
}

/**
 * Runs a workflow until it ends, fails or waits, and tells of its progress on standard error. Whoever stops the command aborts
 * the run.
 */
export async function execute(
  orchestrator: Pick<Orchestrator, 'runtime' | 'eventsSent'>,
  { workflowId }: Program,
  data: JsonObject,
  terminal: Pick<Terminal, 'err' | 'untilStopped'>,
): Promise<Outcome | Refused> {
  const { runtime } = orchestrator;
  const { InvalidInputError } = await import('@orchestrator/runtime');
  const progress = new Progress((line) => terminal.err(line), styleFor(false));
  const following = new Following(runtime, (run, step) => progress.step(run, step));
  const stopped = terminal.untilStopped();
  try {
    following.begin(await runtime.start({ workflowId, data, answer: 'committed' }));
  } catch (error) {
    if (error instanceof InvalidInputError) return { violations: error.violations };
    throw error;
  }
  void stopped
    .then(() => runtime.abort(following.id))
    .catch(() => undefined)
    .finally(() => following.giveUp());
  const outcome = await following.outcome;
  if (!(await orchestrator.eventsSent(SENDING)))
    terminal.err('Not all events of the run could be sent; they are lost.\n');
  return outcome;
}

/** What is wrong with an input, a line for each finding. */
export function violationsText(violations: readonly SchemaViolation[]): string {
  const lines = violations.map(
    ({ path, message }) => `  ${printable(`${path || 'the input'} ${message}`)}\n`,
  );
  return `error: The input doesn't fit the input schema of the workflow:\n${lines.join('')}`;
}
