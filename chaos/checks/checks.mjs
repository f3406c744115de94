import { scenarios } from '../scenarios/scenarios.mjs';
import { checkAbort } from './abort.mjs';
import { checkAccepted, checkUninvited } from './accepted.mjs';
import { childrenOf } from './children.mjs';
import { checkData } from './data.mjs';
import { checkHistory } from './history.mjs';
import { checkIndex } from './index.mjs';
import { checkLeftovers } from './leftovers.mjs';
import { Findings } from './record.mjs';
import { checkSteps } from './steps.mjs';
import { checkTimers } from './timers.mjs';
import { checkTold } from './told.mjs';

/** What is checked of every instance that there should be. */
const OF_EACH = [checkData, checkSteps, checkTimers, checkTold, checkHistory, checkIndex];

/**
 * Compares what a chaos run came to with what it had to come to.
 *
 * @param {import('./record.mjs').Record} record
 */
export function check(record) {
  const findings = new Findings();
  const sides = sidesOf(record);
  const known = new Set();
  for (const run of record.runs) {
    const instance = checkAccepted(findings, sides, run);
    if (!instance) continue;
    checkAbort(findings, run, instance);
    const { expected } = scenarios.get(run.workflow);
    checkDone(findings, sides, known, instance, expected(run.input, instance.state, dataOf(instance)));
  }
  checkUninvited(findings, sides, known);
  checkLeftovers(findings, sides);
  const { rest, crashes } = record;
  findings.expect('D9', 'all', rest.reached, () => `Something is still going on after ${rest.seconds} s.`);
  findings.expect(
    'D9',
    'all',
    crashes.length === 0,
    () => `Replicas ended by themselves: ${crashes.join('\n')}`,
  );
  return findings;
}

/** A run and its children, each as far as it came. */
function checkDone(findings, sides, known, instance, expected) {
  known.add(instance.id);
  for (const checkOne of OF_EACH) checkOne(findings, sides, instance, expected);
  for (const [child, expectedOf] of childrenOf(findings, sides, instance, expected))
    checkDone(findings, sides, known, child, expectedOf(child.state));
}

/**
 * The record, arranged so that what belongs to a run is found.
 *
 * @typedef {ReturnType<typeof sidesOf>} Sides
 *
 * @param {import('./record.mjs').Record} record
 */
function sidesOf(record) {
  const { index, ledger } = record;
  return {
    ...record,
    byParent: Map.groupBy(index.values(), ({ parentProcessInstanceId }) => parentProcessInstanceId),
    callsOf: Map.groupBy(ledger.calls, ({ run }) => run),
    eventsOf: Map.groupBy(ledger.events, ({ run }) => run),
    orders: Map.groupBy(
      [...index.values()].filter(({ processId }) => processId === 'orders'),
      (instance) => dataOf(instance).order,
    ),
  };
}

function dataOf({ variables }) {
  return variables.workflowdata;
}
