import { setTimeout as pause } from 'node:timers/promises';

/** How long an answer may take before another replica is asked, in milliseconds. */
const PATIENCE = 5_000;

/** First pause before a request is sent again, doubled each time, and the longest one, in milliseconds. */
const PAUSE = 50;
const LONGEST_PAUSE = 800;

/** Somebody who is not content before there is an answer, whichever replica gives it. */
export class Client {
  /** Requests that had no answer, or one that asks for patience. */
  repeated = 0;
  #replicas;
  #random;

  /** @param {readonly {url: string}[]} replicas @param {import('../random.mjs').Random} random */
  constructor(replicas, random) {
    this.#replicas = replicas;
    this.#random = random;
  }

  /**
   * Sends a request until it is answered.
   *
   * @param {string} path
   * @param {RequestInit} [init]
   * @returns {Promise<{status: number, body: any, attempts: number}>} a status below 500 that is not 429
   */
  async send(path, init) {
    for (let attempts = 1; ; attempts += 1) {
      const answer = await this.#once(path, init);
      if (answer !== undefined) return { ...answer, attempts };
      this.repeated += 1;
      await pause(Math.min(PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE));
    }
  }

  async #once(path, init) {
    const { url } = this.#random.pick(this.#replicas);
    try {
      const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(PATIENCE) });
      const text = await response.text();
      if (response.status === 429 || response.status >= 500) return undefined;
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    } catch {
      return undefined;
    }
  }
}
