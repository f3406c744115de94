import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { inRoot, root } from '../../scripts/start/paths.mjs';
import { holderOf } from '../../scripts/start/ports.mjs';

const patience = 180_000;

/**
 * The portal as a newcomer starts it, `npm start`, with state and workflows of its own.
 * What is started or made here is gone when the test ends.
 */
export class Portal {
  #folder;
  #child;
  #exit;
  #running = false;
  #output = [];

  /** @param {import('node:test').TestContext} t the test that the portal lives for */
  static async start(t) {
    const portal = new Portal();
    portal.#folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-e2e-'));
    portal.workflows = path.join(portal.#folder, 'workflows');
    await cp(inRoot('workflows'), portal.workflows, { recursive: true });
    [portal.port, portal.runtimePort] = [await freePort(), await freePort()];
    process.once('SIGTERM', () => process.exit(1));
    process.once('exit', () => portal.#running && process.kill(-portal.#child.pid, 'SIGKILL'));
    t.after(async () => {
      if (portal.#child) await portal.stop();
      await rm(portal.#folder, { recursive: true, force: true });
    });
    await portal.run();
    return portal;
  }

  get url() {
    return `http://localhost:${this.port}`;
  }

  /** Starts the process, again after `kill` or `stop`, and waits until it says that it is ready. */
  async run() {
    const args = ['--port', this.port, '--runtime-port', this.runtimePort, '--workflows', this.workflows];
    const state = ['--data-dir', path.join(this.#folder, 'data')];
    this.#output = [];
    // In a process group of its own, as a terminal would have it.
    this.#child = spawn('npm', ['start', '--silent', '--', ...args, ...state].map(String), {
      cwd: root,
      detached: true,
    });
    this.#running = true;
    this.#exit = new Promise((resolve) => this.#child.once('close', resolve));
    void this.#exit.then(() => (this.#running = false));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.#output.push(line));
    }
    await this.says('Ready: ');
  }

  /** Waits for a line of the portal's output. */
  async says(text) {
    const deadline = Date.now() + patience;
    while (!this.#output.some((line) => line.includes(text))) {
      assert.ok(
        this.#running && Date.now() < deadline,
        `The portal did not say "${text}" but:\n${this.#output.join('\n')}`,
      );
      await pause(50);
    }
  }

  /** Ends the backend's process as a power failure would. Answers the exit code of npm. */
  async kill() {
    process.kill(await holderOf(this.port), 'SIGKILL');
    return this.#exit;
  }

  /** Presses Ctrl-C. Answers how long it took until nothing of the portal ran any more, in milliseconds. */
  async stop() {
    const from = performance.now();
    if (this.#running) process.kill(-this.#child.pid, 'SIGINT');
    await this.#exit;
    assert.equal(await holderOf(this.port), undefined, 'The backend outlived the process that started it.');
    return performance.now() - from;
  }

  /** Asks the data index, as any client of it would. */
  async query(query) {
    const response = await fetch(`http://127.0.0.1:${this.runtimePort}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = await response.json();
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
