import type { Logger, Runtime } from '@orchestrator/runtime';
import type { InstanceRow, JobRow, Store, TaskRow } from '@orchestrator/store';
import { Feed } from './feed.js';
import { SeenRevisions } from './seen-revisions.js';
import type { Happening } from './seen-revisions.js';

/** Milliseconds between two looks at what other processes and other runtimes changed. */
const PERIOD = 1_000;

/** What changed last is looked for among so many of each kind. */
const MAX_REVISIONS = 1_000;

/** Rows that may wait for one subscriber. */
const MAX_WAITING = 1_000;

interface Rows {
  readonly instances: InstanceRow;
  readonly jobs: JobRow;
  readonly tasks: TaskRow;
}

type Kind = keyof Rows;

interface Subscriber {
  readonly kind: Kind;
  readonly happening: Happening;
  readonly feed: Feed<InstanceRow | JobRow | TaskRow>;
}

/**
 * Tells subscribers of rows of the data index that are added or updated: at once of what this process committed; of all else
 * as looks at the index find it, among what started or is due last. Nothing is read while nobody subscribes.
 *
 * Somebody who is told of a change gets the row as it stands then; several changes at once may be told as one.
 */
export class IndexWatch {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #logger: Logger;
  readonly #subscribers = new Set<Subscriber>();
  readonly #changed = new Map<Kind, Map<string, Happening>>();
  readonly #seen = new Map<Kind, SeenRevisions>();
  #stop: (() => void) | undefined;
  #telling = false;

  constructor(store: Store, runtime: Runtime, logger: Logger) {
    this.#store = store;
    this.#runtime = runtime;
    this.#logger = logger;
  }

  /** Rows of a kind to which this happens from now on. */
  watch<K extends Kind>(kind: K, happening: Happening): AsyncIterableIterator<Rows[K]> {
    const feed = new Feed<Rows[K]>(MAX_WAITING, () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size === 0) this.close();
    });
    const subscriber = { kind, happening, feed } as unknown as Subscriber;
    // What happened while nobody listened to this kind is told to nobody.
    if (!this.#isWatched(kind)) this.#seen.set(kind, new SeenRevisions());
    this.#subscribers.add(subscriber);
    this.#stop ??= this.#start();
    void this.#look();
    return feed;
  }

  #isWatched(kind: Kind): boolean {
    return [...this.#subscribers].some((subscriber) => subscriber.kind === kind);
  }

  /** Ends every subscription. */
  close(): void {
    this.#stop?.();
    this.#stop = undefined;
    for (const { feed } of this.#subscribers) feed.end();
  }

  #start(): () => void {
    this.#changed.clear();
    const endCommits = this.#runtime.onCommit(({ id, version }, { effects, before }) => {
      if (this.#isWatched('instances')) this.#seen.get('instances')?.tell({ id, revision: version });
      this.#note('instances', id, before.version === 0 ? 'added' : 'updated');
      for (const effect of effects) {
        if (effect.type === 'timer') this.#note('jobs', `${effect.node}:${effect.timer}`, 'added');
      }
      void this.#tell();
    });
    const timer = setInterval(() => void this.#look(), PERIOD);
    timer.unref();
    return () => {
      clearInterval(timer);
      endCommits();
    };
  }

  #note(kind: Kind, id: string, happening: Happening): void {
    const changed = this.#changed.get(kind) ?? new Map<string, Happening>();
    // Something that was added and changed before anybody could be told is still new to them.
    if (changed.get(id) !== 'added') changed.set(id, happening);
    this.#changed.set(kind, changed);
  }

  async #look(): Promise<void> {
    const kinds = new Set([...this.#subscribers].map(({ kind }) => kind));
    try {
      for (const kind of kinds) {
        const seen = this.#seen.get(kind);
        const shown = await this.#store.index.revisions(kind, MAX_REVISIONS);
        // Whoever subscribed meanwhile begins with a look of their own.
        if (!seen || seen !== this.#seen.get(kind)) continue;
        for (const [id, happening] of seen.look(shown)) this.#note(kind, id, happening);
      }
    } catch (error) {
      this.#failed(error);
    }
    await this.#tell();
  }

  /** One at a time, so that rows come in the order of the commits. */
  async #tell(): Promise<void> {
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#tellOf(...next);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#telling = false;
    }
  }

  #next(): [kind: Kind, changed: Map<string, Happening>] | undefined {
    const [first] = this.#changed;
    if (first) this.#changed.delete(first[0]);
    return first;
  }

  async #tellOf(kind: Kind, changed: Map<string, Happening>): Promise<void> {
    const subscribers = [...this.#subscribers].filter((subscriber) => subscriber.kind === kind);
    if (subscribers.length === 0) return;
    const ids = [...changed.keys()];
    for (let from = 0; from < ids.length; from += MAX_REVISIONS) {
      const where = { field: 'id', operator: 'in', value: ids.slice(from, from + MAX_REVISIONS) } as const;
      const rows = await this.#store.index[kind]({ where });
      for (const row of rows) {
        for (const { happening, feed } of subscribers) {
          const told = changed.get(row.id);
          // Who waits for updates waits for ends, and a run may have ended, or failed, in its first step.
          if (told === happening || (told === 'added' && isOver(row))) feed.push(row);
        }
      }
    }
  }

  #failed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#logger.debug(`Subscribers are told later, since the index could not be read. ${reason}`);
  }
}

function isOver(row: InstanceRow | JobRow | TaskRow): boolean {
  return 'end' in row && (row.end !== null || row.state === 'ERROR');
}
