import type { RunScope } from '../access/run-scope';

/** How long a read counts as looking, in milliseconds. */
export const VIEWING_MS = 10 * 60 * 1000;
/** Users that are remembered; beyond it the one who read longest ago is forgotten. */
const MAX_USERS = 10_000;
/** Runs, and workflows of lists, that are remembered for one user. */
const MAX_PER_USER = 2_000;

/** Stands for every workflow. */
const ALL = '*';

/** A run that changed. */
export interface ChangedRun {
  readonly instanceId: string;
  readonly workflowId: string;
  /** Entity ref of whoever started it; undefined when nobody is recorded. */
  readonly initiator: string | undefined;
}

interface Viewer {
  /** Run to the time until which the user counts as looking at it. */
  readonly instances: Map<string, number>;
  /** Workflow, or all, to what the user may see in lists of its runs. */
  readonly lists: Map<string, ListEntry>;
}

interface ListEntry {
  readonly until: number;
  /** Whether the list showed everybody's runs. */
  readonly everybodys: boolean;
}

/**
 * Remembers who was allowed to look at what in the last ten minutes. Who is told of a change is decided here, by the
 * permissions that the reads were checked against.
 */
export class LiveViewers {
  readonly #viewers = new Map<string, Viewer>();
  readonly #now: () => number;

  /** @param now the time in milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** A user was shown a run. */
  seesInstance(userRef: string, instanceId: string): void {
    put(this.#viewer(userRef).instances, instanceId, this.#now() + VIEWING_MS);
  }

  /** A user was shown a list of workflows or runs with this scope. */
  seesList(userRef: string, scope: RunScope): void {
    const { lists } = this.#viewer(userRef);
    const entry = { until: this.#now() + VIEWING_MS, everybodys: scope.owner === undefined };
    for (const workflowId of scope.workflows === 'all' ? [ALL] : scope.workflows) {
      put(lists, workflowId, entry);
    }
  }

  /** Whether anybody is looking. */
  get any(): boolean {
    this.#forgetOld();
    return this.#viewers.size > 0;
  }

  /** Runs that somebody has open. */
  openInstances(): string[] {
    this.#forgetOld();
    return [...new Set([...this.#viewers.values()].flatMap(({ instances }) => [...instances.keys()]))];
  }

  /** Whether telling of a run of this workflow takes knowing who started it. */
  needsInitiator(workflowId: string): boolean {
    return [...this.#viewers.values()].some((viewer) =>
      this.#listEntries(viewer, workflowId).some(({ everybodys }) => !everybodys),
    );
  }

  /** Users to tell that a run changed. */
  recipientsOfRun({ instanceId, workflowId, initiator }: ChangedRun): string[] {
    const now = this.#now();
    return this.#matching((viewer, userRef) => {
      const open = (viewer.instances.get(instanceId) ?? 0) > now;
      const entries = this.#listEntries(viewer, workflowId);
      return open || entries.some(({ everybodys }) => everybodys || initiator === userRef);
    });
  }

  /** Users to tell that a workflow changed; without an id, those who may see all workflows. */
  recipientsOfWorkflow(workflowId: string | undefined): string[] {
    return this.#matching((viewer) => this.#listEntries(viewer, workflowId ?? ALL).length > 0);
  }

  #listEntries(viewer: Viewer, workflowId: string): ListEntry[] {
    return [ALL, workflowId].flatMap((key) => {
      const entry = viewer.lists.get(key);
      return entry !== undefined && entry.until > this.#now() ? [entry] : [];
    });
  }

  #matching(sees: (viewer: Viewer, userRef: string) => boolean): string[] {
    return [...this.#viewers].flatMap(([userRef, viewer]) => (sees(viewer, userRef) ? [userRef] : []));
  }

  #viewer(userRef: string): Viewer {
    const viewer = this.#viewers.get(userRef) ?? { instances: new Map(), lists: new Map() };
    this.#viewers.delete(userRef);
    this.#viewers.set(userRef, viewer);
    dropOldest(this.#viewers, MAX_USERS);
    return viewer;
  }

  #forgetOld(): void {
    const now = this.#now();
    for (const [userRef, { instances, lists }] of this.#viewers) {
      instances.forEach((until, id) => until <= now && instances.delete(id));
      lists.forEach(({ until }, id) => until <= now && lists.delete(id));
      if (instances.size === 0 && lists.size === 0) {
        this.#viewers.delete(userRef);
      }
    }
  }
}

/** Puts an entry last, so that the first one is always the oldest. */
function put<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  dropOldest(map, MAX_PER_USER);
}

function dropOldest<V>(map: Map<string, V>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) {
      return;
    }
    map.delete(key);
  }
}
