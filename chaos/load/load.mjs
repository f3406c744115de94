import { setTimeout as pause } from 'node:timers/promises';
import { anyScenario } from '../scenarios/scenarios.mjs';
import { Driver } from './driver.mjs';

/** Pause between two starts, in milliseconds. */
const PACE = [100, 300];

/** Runs that the outside is busy with at once; more would only wait in its own queue. */
const MOST = 100;

/** Starts runs and does what they wait for, until it is stopped. */
export class Load {
  /** @type {import('./driver.mjs').Run[]} */
  runs = [];
  #client;
  #random;
  #busy = new Set();
  #stopped = false;
  #starting;

  /** @param {import('./client.mjs').Client} client @param {import('../random.mjs').Random} random */
  constructor(client, random) {
    this.#client = client;
    this.#random = random;
  }

  start() {
    this.#starting = this.#startAll();
    // Whoever stops the load hears of it.
    this.#starting.catch(() => undefined);
  }

  /** Starts no more runs, and waits until the outside has done its part for those that there are. */
  async stop() {
    this.#stopped = true;
    await this.#starting;
    await Promise.all(this.#busy);
  }

  async #startAll() {
    while (!this.#stopped) {
      if (this.#busy.size < MOST) this.#begin();
      await pause(this.#random.integer(...PACE));
    }
  }

  #begin() {
    const number = this.runs.length;
    const random = this.#random.fork(number);
    const scenario = anyScenario(random);
    const run = { number, workflow: scenario.workflow, input: scenario.input(random, number) };
    this.runs.push(run);
    const driver = new Driver(this.#client, random);
    const work = scenario.drive(driver, run).then(() => driver.finish());
    this.#busy.add(work);
    const done = () => this.#busy.delete(work);
    work.then(done, (error) => {
      run.failure = String(error);
      done();
    });
  }
}
