import path from 'node:path';
import type { Dialect } from '@orchestrator/definition';
import type { OrchestratorOptions } from '@orchestrator/server';
import { resourceMap } from '../commands/options.js';
import { readFunctions } from './functions.js';
import { httpOptions } from './http-options.js';
import type { LogOptions } from './log.js';
import { readSettings, readShared } from './settings.js';

/** What `orchestrator serve` can be told. */
export interface ServeOptions extends LogOptions {
  readonly port: number;
  readonly host: string;
  readonly allowUnauthenticated?: boolean;
  readonly data: string;
  readonly memory?: boolean;
  readonly databaseUrl?: string;
  readonly serviceUrl?: string;
  readonly profile: string;
  readonly set?: readonly string[];
  readonly config?: readonly string[];
  readonly functions?: readonly string[];
  readonly resourceMap?: readonly string[];
  readonly fetchResources?: boolean;
  readonly dialect: Dialect;
}

/** What the server is opened with. @throws UsageError */
export async function orchestratorOptions(
  workflows: string,
  options: ServeOptions,
  cwd: string,
): Promise<Omit<OrchestratorOptions, 'logger'>> {
  const { profile, dialect, host, port } = options;
  const { Settings } = await import('@orchestrator/runtime');
  const configuration = {
    set: readSettings(options.set ?? []),
    shared: await readShared(options.config ?? [], profile, cwd),
  };
  const settings = new Settings({ ...configuration, environment: process.env, profile });
  return {
    workflows,
    database: databaseOf(options, cwd),
    serviceUrl: options.serviceUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    profile,
    dialect,
    resourceMap: await resourceMap(options.resourceMap ?? [], cwd),
    ...(options.fetchResources && { fetchResource: fetch }),
    configuration,
    connectors: {
      http: httpOptions((key) => settings.get(key)),
      functions: await readFunctions(options.functions ?? [], cwd),
    },
  };
}

function databaseOf(
  { databaseUrl, memory, data }: ServeOptions,
  cwd: string,
): OrchestratorOptions['database'] {
  if (databaseUrl !== undefined) return { kind: 'postgres', url: databaseUrl };
  return memory ? { kind: 'pglite-memory' } : { kind: 'pglite', dataDir: path.resolve(cwd, data) };
}
