import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const SERVE = fileURLToPath(new URL('serve.mjs', import.meta.url));

const END_WITH_PARENT = fileURLToPath(new URL('../../scripts/start/end-with-parent.cjs', import.meta.url));

/** Pause before a replica that ended by itself is started again, as an operating system's supervisor would, in milliseconds. */
const SUPERVISION = 200;

/**
 * One `orchestrator serve` in a process of its own on a port of its own, which is started again whenever it ends.
 */
export class Replica {
  /** When it served: since it said so until it ended. @type {{from: number, to: number}[]} */
  served = [];
  /** Ends after it was ready that nobody asked for. @type {string[]} */
  crashes = [];
  #args;
  #environment;
  #log;
  #child;
  #wanted = true;
  #killed = false;
  #life;
  #lastLines = [];

  /** @param {{port: number, args: string[], environment: Record<string, string>, log: string}} settings */
  constructor({ port, args, environment, log }) {
    this.url = `http://127.0.0.1:${port}`;
    this.#args = [SERVE, '--port', String(port), '--log-format', 'json', ...args];
    this.#environment = environment;
    this.#log = createWriteStream(log, { flags: 'a' });
  }

  /** Whether it serves. */
  get ready() {
    return this.served.at(-1)?.to === Infinity;
  }

  start() {
    this.#life = this.#live();
  }

  /** Ends it without a word; it is started again at once. False: it had ended already. */
  kill() {
    if (!this.#child.kill('SIGKILL')) return false;
    this.#killed = true;
    this.#serveNoMore();
    return true;
  }

  /** It does nothing more, and does not know that. */
  freeze() {
    return this.#child.kill('SIGSTOP');
  }

  thaw() {
    this.#child.kill('SIGCONT');
  }

  /** Ends it for good, with the time to hand over what it has. */
  async stop() {
    this.#wanted = false;
    this.#child.kill('SIGTERM');
    await this.#life;
    this.#log.end();
  }

  #serveNoMore() {
    if (this.ready) this.served.at(-1).to = Date.now();
  }

  async #live() {
    while (this.#wanted) {
      this.#killed = false;
      await this.#oneLife();
      const asked = this.#killed || !this.#wanted;
      if (this.ready && !asked) this.crashes.push(this.#lastLines.join('\n'));
      this.#serveNoMore();
      if (!asked) await pause(SUPERVISION);
    }
  }

  async #oneLife() {
    // A process that lives for seconds has no use for a database that is compiled a second time, better.
    const child = spawn(process.execPath, ['--require', END_WITH_PARENT, '--liftoff-only', ...this.#args], {
      env: { PATH: process.env.PATH, ...this.#environment },
      stdio: ['pipe', 'ignore', 'pipe'],
      // A share of the machine of its own, as if it were another machine.
      detached: true,
    });
    this.#child = child;
    const ended = once(child, 'exit');
    createInterface({ input: child.stderr }).on('line', (line) => {
      this.#log.write(`${line}\n`);
      this.#lastLines = [...this.#lastLines.slice(-4), line];
      if (child === this.#child && !this.#killed && line.includes('"Ready: http'))
        this.served.push({ from: Date.now(), to: Infinity });
    });
    await ended;
  }
}
