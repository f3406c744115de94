import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { toProperties } from '../workspace.mjs';

const BIN = fileURLToPath(new URL('../../packages/cli/bin/orchestrator.mjs', import.meta.url));

/** How long a server may take to start, and to stop, in milliseconds. */
const START_PATIENCE = 120_000;
const STOP_PATIENCE = 15_000;

/**
 * Applications that are each an `orchestrator serve` of their own, reached over HTTP.
 *
 * @returns {import('./application.mjs').Host}
 */
export function served() {
  const template = new Template();
  return {
    async open(settings) {
      const folder = await mkdtemp(path.join(tmpdir(), 'conformance-served-'));
      try {
        await template.copyTo(path.join(folder, 'data'));
        await writeFile(path.join(folder, 'shared.properties'), toProperties(settings.config));
        const application = new ServedApplication(settings, folder);
        await application.start();
        return application;
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
    },
    close: () => template.remove(),
  };
}

/** The folder of an empty database. Making one takes seconds, copying one does not. */
class Template {
  #folder;

  async copyTo(target) {
    this.#folder ??= this.#make();
    // At once, since a thousand small files one by one take ten times as long.
    cpSync(path.join(await this.#folder, 'data'), target, { recursive: true });
  }

  async remove() {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true });
  }

  async #make() {
    const folder = await mkdtemp(path.join(tmpdir(), 'conformance-template-'));
    await writeFile(path.join(folder, 'shared.properties'), '');
    const application = new ServedApplication({ workflows: folder, environment: {}, config: {} }, folder);
    await application.start();
    await application.stop();
    return folder;
  }
}

/**
 * One `orchestrator serve`.
 *
 * @implements {import('./application.mjs').Application}
 */
export class ServedApplication {
  #settings;
  #folder;
  #child;
  #url;
  #lines = [];
  /** What the server wrote that is no line of its log. */
  #noise = '';

  /**
   * @param {import('./application.mjs').Settings} settings their properties have to be in the folder already
   * @param {string} folder where its database lies, and `shared.properties`
   */
  constructor(settings, folder) {
    this.#settings = settings;
    this.#folder = folder;
  }

  async start() {
    const { workflows, environment, functions, more = [] } = this.#settings;
    const { database = ['--data-dir', path.join(this.#folder, 'data')] } = this.#settings;
    const args = [BIN, 'serve', '--workflows', workflows, '--port', '0'];
    args.push(...database);
    args.push('--config', path.join(this.#folder, 'shared.properties'));
    args.push('--log-format', 'json', '--log-level', 'debug');
    if (functions !== undefined) args.push('--functions', functions);
    args.push(...more);
    // A process that lives for seconds has no use for a database that is compiled a second time, better.
    this.#child = spawn(process.execPath, ['--liftoff-only', ...args], {
      env: { PATH: process.env.PATH, HOME: this.#folder, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#url = await this.#ready();
  }

  fetch(address, init) {
    return fetch(`${this.#url}${address}`, { redirect: 'manual', ...init });
  }

  lines() {
    return this.#lines;
  }

  async restart() {
    await this.stop();
    await this.start();
  }

  async stop(signal = 'SIGTERM') {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    const hurry = setTimeout(() => this.#child.kill('SIGKILL'), STOP_PATIENCE);
    await ended;
    clearTimeout(hurry);
  }

  /** Nobody will look at what it has stored. */
  async close() {
    await this.stop('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** The address that the server tells once it is there. */
  #ready() {
    const { promise, resolve, reject } = Promise.withResolvers();
    const late = setTimeout(() => reject(this.#failed('did not start in time')), START_PATIENCE);
    this.#child.once('exit', (code) => reject(this.#failed(`ended with code ${code}`)));
    createInterface({ input: this.#child.stderr }).on('line', (line) => {
      const url = /^Ready: (http\S+)$/.exec(this.#take(line))?.[1];
      if (url !== undefined) resolve(url);
    });
    return promise.finally(() => clearTimeout(late));
  }

  #take(line) {
    try {
      const { level, message } = JSON.parse(line);
      this.#lines.push({ level: level.toUpperCase(), message });
      return message;
    } catch {
      this.#noise += `${line}\n`;
      return '';
    }
  }

  #failed(how) {
    const errors = this.#lines.filter(({ level }) => level === 'ERROR').map(({ message }) => message);
    return new Error(`The server ${how}. ${[...errors, this.#noise].join('\n')}`);
  }
}
