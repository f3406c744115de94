import type { Instance } from '@orchestrator/engine';

interface Waiting {
  readonly instanceId: string;
  readonly resolve: (instance: Instance | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Most instances that one query reads: their texts are in memory together. */
const MAX_GROUP = 100;

/** Reads the rows of these instances; what becomes an instance of each when it is asked. One that is not there is left out. */
type ReadRows = (ids: readonly string[]) => Promise<ReadonlyMap<string, () => Instance>>;

/** Reads instances that are asked for at the same moment by one query: many timers or messages that are due cost one look. */
export class GroupedLoads {
  readonly #read: ReadRows;
  #waiting: Waiting[] = [];

  constructor(read: ReadRows) {
    this.#read = read;
  }

  load(instanceId: string): Promise<Instance | undefined> {
    return new Promise((resolve, reject) => {
      // By then everything has asked that was woken by the same news; no timer or socket comes in between.
      if (this.#waiting.length === 0) process.nextTick(() => this.#readAll());
      this.#waiting.push({ instanceId, resolve, reject });
    });
  }

  #readAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let first = 0; first < waiting.length; first += MAX_GROUP)
      this.#readGroup(waiting.slice(first, first + MAX_GROUP));
  }

  #readGroup(group: readonly Waiting[]): void {
    const rows = this.#read([...new Set(group.map(({ instanceId }) => instanceId))]);
    // One that cannot be read takes no other with it.
    for (const { instanceId, resolve, reject } of group)
      rows.then((found) => resolve(found.get(instanceId)?.())).catch(reject);
  }
}
