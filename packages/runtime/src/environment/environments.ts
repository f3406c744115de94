import type { JsonObject, Program } from '@orchestrator/definition';
import type { Environment, Instance } from '@orchestrator/engine';
import { isServerKey } from '../configuration/server-keys.js';
import type { Settings } from '../configuration/settings.js';
import type { Definitions } from '../runtime.js';
import { secretsTree } from './secrets-tree.js';

/** A secret that an expression reads: `$SECRET.api.token`, also as `$SECRETS`. */
const MENTION = /\$SECRETS?\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)/g;

/** What instances can read that is stored nowhere: secrets of their workflow, and credentials of their start. */
export class Environments {
  readonly #definitions: Pick<Definitions, 'settings' | 'current'>;
  readonly #trees = new WeakMap<Settings, { program: Program | undefined; tree: JsonObject }>();
  /** Credential headers by the outermost instance, whose subflows see them too (workflow-runtime.md 1.10). */
  readonly #credentials = new Map<string, JsonObject>();

  constructor(definitions: Pick<Definitions, 'settings' | 'current'>) {
    this.#definitions = definitions;
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
    const program = this.#definitions.current(workflowId);
    const settings = this.#definitions.settings(workflowId);
    const known = this.#trees.get(settings);
    // Settings that workflows have in common are seen through the eyes of each.
    if (known && known.program === program) return known.tree;
    const all = [...settings, ...mentioned(program, settings)];
    // The passwords of the server and its database are not for those who write workflows.
    const tree = secretsTree(new Map(all.filter(([key]) => !isServerKey(key))));
    this.#trees.set(settings, { program, tree });
    return tree;
  }
}

/** Secrets that a document mentions: an environment variable doesn't tell which key it is meant for. */
function mentioned(program: Program | undefined, settings: Settings): [key: string, value: string][] {
  if (!program) return [];
  const texts = [program.source.text, ...program.files.values()];
  const keys = texts.flatMap((text) => [...text.matchAll(MENTION)].map(([, key = '']) => key));
  return [...new Set(keys)].flatMap((key) => {
    const value = settings.get(key);
    return value === undefined ? [] : [[key, value]];
  });
}

function rootOf(instance: Instance): string {
  return instance.parent?.rootInstanceId ?? instance.id;
}
