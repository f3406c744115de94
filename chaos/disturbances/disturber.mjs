import { setTimeout as pause } from 'node:timers/promises';
import { plan } from './plan.mjs';

/** Pause between two looks at a replica that starts, in milliseconds. */
const LOOK = 50;

/** Does to replicas and database what the plan says. */
export class Disturber {
  /** What was done and when. @type {{kind: string, at: number, replica?: number, count?: number}[]} */
  done = [];
  #replicas;
  #database;
  #random;
  #thawing = new Map();

  constructor(replicas, database, random) {
    this.#replicas = replicas;
    this.#database = database;
    this.#random = random;
  }

  count(kind) {
    return this.done.filter((entry) => entry.kind === kind).length;
  }

  /** Disturbs until so many replicas have been killed or the time is over, then lets everybody go on. */
  async run({ kills, minutes }, progress) {
    const until = Date.now() + minutes * 60_000;
    for (const disturbance of plan(this.#random, this.#database)) {
      if (this.count('kill') >= kills || Date.now() > until) break;
      await pause(disturbance.pause);
      await this.#disturb(disturbance);
      progress(this);
    }
    await Promise.all(this.#thawing.values());
  }

  async #disturb({ kind, replica, frozen, early, what }) {
    switch (kind) {
      case 'kill':
        return this.#kill(this.#awake(replica), early);
      case 'freeze':
        return this.#freeze(replica, frozen);
      case 'restart':
        this.#note({ kind });
        return this.#database.restart();
      case 'terminate':
        return this.#note({ kind, count: await this.#database.terminate() });
      case 'cut':
        this.#note({ kind, replica });
        return this.#database.cut(replica, what);
    }
  }

  async #kill(replica, early) {
    if (!early) await this.#untilReady(replica);
    if (this.#replicas[replica].kill()) this.#note({ kind: 'kill', replica });
  }

  /** One at a time, so that somebody can take over. */
  async #freeze(replica, milliseconds) {
    if (this.#thawing.size > 0) return;
    await this.#untilReady(replica);
    this.#note({ kind: 'freeze', replica });
    const frozen = this.#replicas[replica];
    frozen.freeze();
    const thawing = pause(milliseconds).then(() => {
      frozen.thaw();
      this.#thawing.delete(replica);
    });
    this.#thawing.set(replica, thawing);
    if (this.#replicas.length === 1) await thawing;
  }

  /** This replica, or another one while it is frozen: killing it then would only make the time shorter. */
  #awake(replica) {
    return this.#thawing.has(replica) ? (replica + 1) % this.#replicas.length : replica;
  }

  async #untilReady(replica) {
    while (!this.#replicas[replica].ready) await pause(LOOK);
  }

  #note(entry) {
    this.done.push({ ...entry, at: Date.now() });
  }
}
