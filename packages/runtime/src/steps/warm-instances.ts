import type { Instance } from '@orchestrator/engine';

/**
 * The newest committed forms of the instances that were last kept, so that their next step needs no look into the store. Few
 * enough that thousands of slow calls don't hold all their runs in memory.
 */
export class WarmInstances {
  readonly #most: number;
  /** The one that was kept longest ago comes first. */
  readonly #instances = new Map<string, Instance>();

  constructor(most: number) {
    this.#most = most;
  }

  get(instanceId: string): Instance | undefined {
    return this.#instances.get(instanceId);
  }

  keep(instance: Instance): void {
    this.#instances.delete(instance.id);
    this.#instances.set(instance.id, instance);
    if (this.#instances.size <= this.#most) return;
    const [oldest = ''] = this.#instances.keys();
    this.#instances.delete(oldest);
  }

  forget(instanceId: string): void {
    this.#instances.delete(instanceId);
  }
}
