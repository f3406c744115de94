import { answerTo } from '../ledger/answer.mjs';

/**
 * A workflow of the load, with what each of its runs must come to.
 *
 * @typedef {object} Scenario
 * @property {string} workflow
 * @property {number} weight its share of the load
 * @property {(random: import('../random.mjs').Random, number: number) => any} input
 * @property {(input: any, state: string) => Expected} expected what a run with this input that ended in this state has done
 * @property {(driver: import('../load/driver.mjs').Driver, run: any) => Promise<void>} drive starts the run and does
 *   whatever it waits for
 *
 * @typedef {object} Expected
 * @property {any} data
 * @property {readonly string[]} [optional] members of the data that may be missing, since the run was aborted
 * @property {Readonly<Record<string, number>>} steps how many keys the ledger has seen of each step
 * @property {boolean} [partly] the steps are the most that there may be, since the run was aborted
 * @property {readonly string[]} [nodes] names of all nodes that were visited
 * @property {readonly string[]} [order] steps whose calls come in this order
 * @property {readonly {before: string, after: string, milliseconds: number}[]} [pauses] steps with a timer between them
 * @property {readonly {workflow: string, count?: number, expected: (state: string) => Expected}[]} [children]
 * @property {readonly any[]} [told] payloads of the events that it sent, in order
 */

/** The answer that a step's result comes from, after so many refusals. */
export function answered(step, value, refusals = 0) {
  return answerTo(step, value, refusals + 1);
}

/** How often a call is refused before it succeeds. */
export function refusals(random) {
  return random.chance(0.2) ? random.integer(1, 3) : 0;
}

export function anyValue(random) {
  return random.integer(0, 999_999);
}

/** The start of a run by request is all that it needs. */
export async function byRequest(driver, run) {
  await driver.start(run);
}
