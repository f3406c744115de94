import type { JsonObject } from '@orchestrator/definition';
import type { Environment, Instance } from '@orchestrator/engine';
import { secretsTree } from './secrets-tree.js';

/** What instances can read that is stored nowhere: secrets of their workflow, and credentials of their start. */
export class Environments {
  readonly #settings: (workflowId: string) => ReadonlyMap<string, string>;
  readonly #trees = new WeakMap<ReadonlyMap<string, string>, JsonObject>();
  /** Credential headers by the outermost instance, whose subflows see them too (workflow-runtime.md 1.10). */
  readonly #credentials = new Map<string, JsonObject>();

  constructor(settings: (workflowId: string) => ReadonlyMap<string, string>) {
    this.#settings = settings;
  }

  /** The environment of an instance as it is now. */
  of(instance: Instance): Environment {
    return {
      secrets: this.#secrets(instance.workflowId),
      headers: this.#credentials.get(rootOf(instance)) ?? {},
    };
  }

  /** Keeps the credentials of a start until {@link forget}. */
  remember(instanceId: string, credentials: JsonObject): void {
    if (Object.keys(credentials).length > 0) this.#credentials.set(instanceId, credentials);
  }

  /** Drops the credentials of an instance that has ended. */
  forget(instanceId: string): void {
    this.#credentials.delete(instanceId);
  }

  #secrets(workflowId: string): JsonObject {
    const settings = this.#settings(workflowId);
    const known = this.#trees.get(settings);
    if (known) return known;
    const tree = secretsTree(settings);
    this.#trees.set(settings, tree);
    return tree;
  }
}

function rootOf(instance: Instance): string {
  return instance.parent?.rootInstanceId ?? instance.id;
}
