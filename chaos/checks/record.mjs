/**
 * Everything that is known once a chaos run has come to rest, from all sides.
 *
 * @typedef {object} Record
 * @property {readonly import('../load/driver.mjs').Run[]} runs what the outside wished for
 * @property {ReadonlyMap<string, IndexedRun>} index runs as the data index shows them
 * @property {import('../database/tables.mjs').Tables} tables
 * @property {import('../ledger/ledger.mjs').LedgerEntries} ledger
 * @property {readonly string[]} crashes last words of replicas that ended by themselves
 * @property {{reached: boolean, seconds: number}} rest whether everything came to rest, and how long that took
 *
 * @typedef {object} IndexedRun
 * @property {string} id
 * @property {string} processId
 * @property {string} state
 * @property {string | null} parentProcessInstanceId
 * @property {{workflowdata: any}} variables
 * @property {readonly IndexedNode[]} nodes
 * @property {number} commit
 *
 * @typedef {object} IndexedNode
 * @property {string} name
 * @property {string} type
 * @property {string} enter
 * @property {string | null} exit
 * @property {string | null} cancelType
 *
 * @typedef {object} Violation
 * @property {string} promise which promise of docs/durability.md is broken
 * @property {string} run id of the run, or what it is about
 * @property {string} message
 */

/** One fact that must hold; the violation when it does not. */
export class Findings {
  passed = 0;
  /** @type {Violation[]} */
  violations = [];

  /** @param {string} promise @param {string} run @param {boolean} holds @param {() => string} message */
  expect(promise, run, holds, message) {
    if (holds) this.passed += 1;
    else this.violations.push({ promise, run, message: message() });
  }
}
