import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DataIndex, InstanceChange } from '../client/data-index';
import type { LiveViewers } from './live-viewers';
import type { Change } from './live-updates';

/** Changed runs that are read at once; the rest follows with the next look. */
const BATCH = 500;

/**
 * Finds changed runs of a remote data index: one poller for all viewers, and only while there are some.
 *
 * The index moves `lastUpdate` only when a run's state changes (contract 2.2), so runs that somebody has open are
 * looked at as a whole.
 */
export class IndexPoller {
  readonly #index: DataIndex;
  readonly #viewers: LiveViewers;
  readonly #onChange: (change: Change) => void;
  readonly #logger: LoggerService;
  /** What was last seen of runs, by id; of those open now and of those at the newest `lastUpdate`. */
  #seen = new Map<string, string>();
  #since: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failing = false;
  #closed = false;

  constructor(
    index: DataIndex,
    viewers: LiveViewers,
    onChange: (change: Change) => void,
    logger: LoggerService,
  ) {
    this.#index = index;
    this.#viewers = viewers;
    this.#onChange = onChange;
    this.#logger = logger;
  }

  /** Starts looking, every so many milliseconds. */
  start(intervalMs: number): void {
    if (this.#closed) {
      return;
    }
    this.#timer = setTimeout(async () => {
      await this.look();
      this.start(intervalMs);
    }, intervalMs);
    this.#timer.unref();
  }

  /** Ends looking. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** Looks once and tells of what changed since the last look. */
  async look(): Promise<void> {
    if (!this.#viewers.any) {
      this.#since = undefined;
      this.#seen.clear();
      return;
    }
    try {
      await this.#lookFor(this.#viewers.openInstances().slice(0, BATCH));
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) {
        this.#failing = true;
        this.#logger.warn(`Pages are not updated: ${error instanceof Error ? error.message : error}`);
      }
    }
  }

  async #lookFor(open: readonly string[]): Promise<void> {
    const [updated, opened] = await Promise.all([this.#updated(), this.#opened(open)]);
    const newest = updated.at(-1)?.lastUpdate ?? this.#since;
    // The first look only learns where things stand; later ones tell of runs that are new or different.
    const tellNew = this.#since !== undefined;
    const before = this.#seen;
    this.#seen = new Map();
    for (const change of new Map([...updated, ...opened].map((row) => [row.instanceId, row])).values()) {
      const earlier = before.get(change.instanceId);
      const isNew = earlier === undefined && tellNew && !isOpenOnly(change, updated);
      if (isNew || (earlier !== undefined && earlier !== change.fingerprint)) {
        this.#tell(change);
      }
      this.#seen.set(change.instanceId, change.fingerprint);
    }
    this.#since = newest ?? new Date(0).toISOString();
  }

  async #updated(): Promise<InstanceChange[]> {
    if (this.#since === undefined) {
      return this.#index.changes({ orderBy: { lastUpdate: 'DESC' }, limit: 1 });
    }
    return this.#index.changes({
      where: { lastUpdate: { greaterThanEqual: this.#since } },
      orderBy: { lastUpdate: 'ASC' },
      limit: BATCH,
    });
  }

  async #opened(ids: readonly string[]): Promise<InstanceChange[]> {
    return ids.length === 0 ? [] : this.#index.changes({ where: { id: { in: [...ids] } } });
  }

  #tell({ instanceId, workflowId }: InstanceChange): void {
    // Such an index counts no commits; time grows as well.
    this.#onChange({ kind: 'instance', instanceId, workflowId, version: Date.now() });
  }
}

/** A run that was opened since the last look is not news by itself. */
function isOpenOnly(change: InstanceChange, updated: readonly InstanceChange[]): boolean {
  return !updated.some(({ instanceId }) => instanceId === change.instanceId);
}
