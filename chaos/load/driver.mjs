import { setTimeout as delay } from 'node:timers/promises';

/**
 * A run of the load, and what is known of it from outside. That it was accepted is known by its id.
 *
 * @typedef {object} Run
 * @property {number} number
 * @property {string} workflow
 * @property {any} input
 * @property {string} [id] absent: it is started by an event
 * @property {{status: number, attempts: number}} [abort] how the order to abort it was answered
 */

/** How many of a hundred events are sent a second time, and how much later at most, in milliseconds. */
const TWICE = 30;
const LATER = 3_000;

/** Does for one run what the world outside does, as often as it takes. */
export class Driver {
  #client;
  #again = [];

  /** @param {import('./client.mjs').Client} client @param {import('../random.mjs').Random} random */
  constructor(client, random) {
    this.#client = client;
    this.random = random;
  }

  /** Everything that still comes after the last step. */
  async finish() {
    await Promise.all(this.#again);
  }

  /** Starts the run and learns its id. @param {Run} run */
  async start(run) {
    const request = {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        prefer: 'respond-async',
        'idempotency-key': `chaos-${run.number}`,
      },
      body: JSON.stringify(run.input),
    };
    const { status, body } = await this.#client.send(`/${run.workflow}`, request);
    if (status !== 201) throw new Error(`The start of ${run.workflow} was answered with ${status}.`);
    run.id = body.id;
    // Who is in doubt asks once more, and must hear of the same run.
    if (!this.random.chance(0.1)) return;
    const again = await this.#client.send(`/${run.workflow}`, request);
    run.repeatedId = again.body.id;
  }

  /** Aborts the run, or is too late. @param {Run} run */
  async abort(run) {
    const request = { method: 'DELETE', headers: { prefer: 'respond-async' } };
    const { status, attempts } = await this.#client.send(`/${run.workflow}/${run.id}`, request);
    run.abort = { status, attempts };
  }

  /** Sends an event until it is accepted, and some of them once more. */
  async sendEvent(event) {
    await this.#send(event);
    if (!this.random.chance(TWICE / 100)) return;
    const later = this.random.integer(0, LATER);
    this.#again.push(delay(later).then(() => this.#send(event)));
  }

  pause(from, to) {
    return delay(this.random.integer(from, to));
  }

  async #send(event) {
    const { status } = await this.#client.send('/', {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify({ specversion: '1.0', source: '/chaos', ...event }),
    });
    if (status !== 202) throw new Error(`The event ${event.id} was answered with ${status}.`);
  }
}
