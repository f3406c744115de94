import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SERVE = fileURLToPath(new URL('serve.mjs', import.meta.url));

const END_WITH_PARENT = fileURLToPath(new URL('../../scripts/start/end-with-parent.cjs', import.meta.url));

/**
 * @typedef {object} LedgerCall a call as the ledger took it
 * @property {number} at milliseconds since 1970
 * @property {number} replica who called
 * @property {string} run
 * @property {string} workflow
 * @property {string} step
 * @property {string} key its Idempotency-Key
 * @property {number} attempt the number of the key among those of this step
 * @property {{value: number, fail?: number}} body
 * @property {'answered' | 'refused' | 'unanswered'} outcome
 *
 * @typedef {{at: number, run: string, id: string, type: string, source: string, data: unknown}} LedgerEvent
 * @typedef {{calls: LedgerCall[], events: LedgerEvent[]}} LedgerEntries
 */

/** The ledger in a process of its own, which nobody disturbs. */
export class Ledger {
  #child;
  #file;

  constructor(child, file, ports) {
    this.#child = child;
    this.#file = file;
    /** Where each replica calls it. @type {number[]} */
    this.ports = ports;
  }

  /** @param {string} file where it writes @param {number} seed @param {number} replicas */
  static async start(file, seed, replicas) {
    const args = ['--require', END_WITH_PARENT, SERVE, file, String(seed), String(replicas)];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    return new Ledger(child, file, JSON.parse(line));
  }

  /** What is written down so far. @returns {Promise<LedgerEntries>} */
  async entries() {
    const lines = (await readFile(this.#file, 'utf8')).split('\n').filter((line) => line !== '');
    const entries = lines.map((line) => JSON.parse(line));
    return {
      calls: entries.filter(({ kind }) => kind === 'call'),
      events: entries.filter(({ kind }) => kind === 'event'),
    };
  }

  async stop() {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }
}
