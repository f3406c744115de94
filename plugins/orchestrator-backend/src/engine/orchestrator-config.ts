import { resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';
import type { TransportLimits } from '../client/transport';
import { DEFAULT_BODY_LIMIT } from '../routes/read-body';

/** Settings of the engine inside this backend. */
export interface EmbeddedConfig {
  readonly kind: 'embedded';
  readonly workflows: string;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly allowUnauthenticated: boolean;
  readonly profile: string;
  readonly dialect: 'sonataflow' | 'spec';
  /** Folders by the beginning of the addresses whose documents they hold. */
  readonly resourceMap: ReadonlyMap<string, string>;
  readonly fetchResources: boolean;
  /** Settings of the engine and of all workflows, by their keys. */
  readonly settings: ReadonlyMap<string, string>;
}

/** Settings of workflows that run elsewhere. */
export interface RemoteConfig {
  readonly kind: 'remote';
  readonly dataIndexUrl: string;
  readonly pollIntervalMs: number;
}

/** Configuration of the plugin, with defaults filled in; see `config.d.ts`. */
export interface OrchestratorConfig {
  readonly engine: EmbeddedConfig | RemoteConfig;
  readonly bodyLimit: string | number;
  readonly limits: TransportLimits;
}

const MIN_POLL_MS = 250;

/** Reads the configuration. @throws InputError of the config service for a value of the wrong form */
export function readOrchestratorConfig(config: RootConfigService): OrchestratorConfig {
  const bodyLimit = config.getOptional('orchestrator.contentLengthLimit');
  return {
    engine: config.has('orchestrator.dataIndexService.url') ? readRemote(config) : readEmbedded(config),
    bodyLimit:
      typeof bodyLimit === 'string' || typeof bodyLimit === 'number' ? bodyLimit : DEFAULT_BODY_LIMIT,
    limits: {
      timeoutMs: config.getOptionalNumber('orchestrator.client.timeoutMs') ?? 30_000,
      maxResponseBytes: config.getOptionalNumber('orchestrator.client.maxResponseBytes') ?? 32 * 1024 * 1024,
    },
  };
}

function readRemote(config: RootConfigService): RemoteConfig {
  const pollIntervalMs = config.getOptionalNumber('orchestrator.dataIndexService.pollIntervalMs') ?? 2000;
  return {
    kind: 'remote',
    dataIndexUrl: config.getString('orchestrator.dataIndexService.url'),
    pollIntervalMs: Math.max(pollIntervalMs, MIN_POLL_MS),
  };
}

function readEmbedded(config: RootConfigService): EmbeddedConfig {
  const host = config.getOptionalString('orchestrator.runtime.host') ?? '127.0.0.1';
  const port = config.getOptionalNumber('orchestrator.runtime.port') ?? 8080;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    kind: 'embedded',
    workflows: resolve(config.getOptionalString('orchestrator.workflows') ?? 'workflows'),
    dataDir: resolve(config.getOptionalString('orchestrator.dataDir') ?? '.data/engine'),
    host,
    port,
    publicUrl: config.getOptionalString('orchestrator.runtime.publicUrl') ?? `http://${shownHost}:${port}`,
    allowUnauthenticated: config.getOptionalBoolean('orchestrator.runtime.allowUnauthenticated') ?? false,
    profile: config.getOptionalString('orchestrator.profile') ?? 'prod',
    dialect: readDialect(config),
    resourceMap: readResourceMap(config),
    fetchResources: config.getOptionalBoolean('orchestrator.resources.fetch') ?? false,
    settings: new Map(flatten('', config.getOptional('orchestrator.settings') ?? {})),
  };
}

/** The settings of a tree by their whole keys; parts of a key may be written as one or as levels of the tree. */
function flatten(prefix: string, tree: JsonValue): [key: string, value: string][] {
  if (typeof tree === 'string' || typeof tree === 'number' || typeof tree === 'boolean') {
    return [[prefix, String(tree)]];
  }
  if (tree === null || Array.isArray(tree)) {
    throw new InputError(
      `orchestrator.settings: ${prefix} must be a text, a number, true or false; write lists as texts with commas.`,
    );
  }
  return Object.entries(tree).flatMap(([name, value]) =>
    value === undefined ? [] : flatten(prefix === '' ? name : `${prefix}.${name}`, value),
  );
}

function readDialect(config: RootConfigService): EmbeddedConfig['dialect'] {
  const dialect = config.getOptionalString('orchestrator.dialect') ?? 'sonataflow';
  if (dialect === 'sonataflow' || dialect === 'spec') return dialect;
  throw new InputError(`orchestrator.dialect must be "sonataflow" or "spec", but it is "${dialect}".`);
}

function readResourceMap(config: RootConfigService): ReadonlyMap<string, string> {
  const entries = config.getOptionalConfigArray('orchestrator.resources.map') ?? [];
  return new Map(entries.map((entry) => [entry.getString('prefix'), resolve(entry.getString('folder'))]));
}
