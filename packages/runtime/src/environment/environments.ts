import type { JsonObject } from '@orchestrator/definition';
import type { Environment, Instance } from '@orchestrator/engine';
import { isServerKey } from '../configuration/server-keys.js';
import type { Settings } from '../configuration/settings.js';
import type { Catalogue } from '../definitions/catalogue.js';
import type { DefinitionHead } from '../definitions/definition-head.js';
import type { Logger } from '../logger.js';
import { partHeaders } from './credentials.js';
import { spelledHeaders } from './header-spellings.js';
import { secretsTree } from './secrets-tree.js';
import type { Vault } from './vault.js';

/** A secret that an expression reads: `$SECRET.api.token`, also as `$SECRETS`. */
const MENTION = /\$SECRETS?\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)/g;

/** What instances can read that is stored nowhere: secrets of their workflow, and credentials of their start. */
export class Environments {
  readonly #definitions: Pick<Catalogue, 'settings' | 'current' | 'loaded'>;
  readonly #trees = new WeakMap<Settings, { definition: DefinitionHead | undefined; tree: JsonObject }>();
  readonly #vault: Vault;
  readonly #logger: Logger;

  constructor(definitions: Pick<Catalogue, 'settings' | 'current' | 'loaded'>, vault: Vault, logger: Logger) {
    this.#definitions = definitions;
    this.#vault = vault;
    this.#logger = logger;
  }

  /** The environment of an instance as it is now. */
  of(instance: Instance): Environment {
    return {
      secrets: this.#secrets(instance.workflowId),
      headers: this.#headers(instance),
    };
  }

  /** Parts the headers of a start into those that may be stored as they are, and credentials, sealed. */
  part(headers: JsonObject): Pick<Instance, 'headers' | 'sealedHeaders'> {
    const { stored, credentials } = partHeaders(headers);
    if (Object.keys(credentials).length === 0) return { headers: stored };
    return { headers: stored, sealedHeaders: this.#vault.seal(credentials) };
  }

  /** The headers that are not stored as they are read: credentials, and names that the definition spells its own way. */
  #headers(instance: Instance): JsonObject {
    const credentials = this.#credentials(instance);
    const program = this.#definitions.loaded(instance.definition);
    if (!program) return credentials;
    return { ...credentials, ...spelledHeaders(program, { ...instance.headers, ...credentials }) };
  }

  /** Subflows see the credentials of their parents too (workflow-runtime.md 1.10). */
  #credentials({ id, workflowId, sealedHeaders }: Instance): JsonObject {
    if (sealedHeaders === undefined) return {};
    const credentials = this.#vault.open(sealedHeaders);
    if (credentials) return credentials;
    this.#logger.warn(
      'The credentials that this run was started with were sealed under another key; it goes on without them. Set orchestrator.credentials.key to the same long random text wherever this database is used.',
      { workflowId, instanceId: id },
    );
    return {};
  }

  #secrets(workflowId: string): JsonObject {
    const definition = this.#definitions.current(workflowId);
    const settings = this.#definitions.settings(workflowId);
    const known = this.#trees.get(settings);
    // Settings that workflows have in common are seen through the eyes of each.
    if (known && known.definition === definition) return known.tree;
    const all = [...settings, ...mentioned(definition, settings)];
    // The passwords of the server and its database are not for those who write workflows.
    const tree = secretsTree(new Map(all.filter(([key]) => !isServerKey(key))));
    this.#trees.set(settings, { definition, tree });
    return tree;
  }
}

/** Secrets that a document mentions: an environment variable doesn't tell which key it is meant for. */
function mentioned(
  definition: DefinitionHead | undefined,
  settings: Settings,
): [key: string, value: string][] {
  if (!definition) return [];
  const texts = [definition.source.text, ...definition.files.values()];
  const keys = texts.flatMap((text) => [...text.matchAll(MENTION)].map(([, key = '']) => key));
  return [...new Set(keys)].flatMap((key) => {
    const value = settings.get(key);
    return value === undefined ? [] : [[key, value]];
  });
}
