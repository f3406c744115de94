import type { Command } from 'commander';
import type { Dialect } from '@orchestrator/definition';
import type { OrchestratorOptions } from '@orchestrator/server';
import { readFunctions } from './functions.js';
import { readSettings, readShared } from './settings.js';
import { dialectOption, resourceMap, resourceMapOption } from '../commands/options.js';

/** What every command that runs workflows can be told about them. */
export interface RuntimeGiven {
  readonly profile: string;
  readonly set?: readonly string[];
  readonly config?: readonly string[];
  readonly functions?: readonly string[];
  readonly resourceMap?: readonly string[];
  readonly fetchResources?: boolean;
  readonly dialect: Dialect;
}

/** Adds the options of {@link RuntimeGiven} to a command. */
export function withRuntimeOptions(command: Command): Command {
  return command
    .option('--profile <name>', 'whose %profile. settings count', 'prod')
    .option('--set <key=value>', 'a setting that counts more than any other (can be repeated)', collect)
    .option(
      '--config <file>',
      'settings for all workflows: a .properties or .yaml file, or a folder with a file for each key (can be repeated)',
      collect,
    )
    .option(
      '--functions <file>',
      'a .js or .ts file whose default export maps operations to functions (can be repeated)',
      collect,
    )
    .addOption(resourceMapOption())
    .option('--fetch-resources', 'fetch documents that workflows refer to by address')
    .addOption(dialectOption());
}

/** The keys of settings that are about the process, for the help. */
export const SETTINGS_HELP = `
Settings of the process itself, by --set, the environment or --config:
  orchestrator.egress.allow             hosts, *.domains, addresses and networks that may be called, with commas
  orchestrator.http.ca-files            PEM files of authorities to trust besides the usual ones
  orchestrator.http.proxy               proxy for calls over HTTP, not for gRPC
  orchestrator.http.timeout             milliseconds that a call may take
  orchestrator.http.max-response-bytes  bytes that an answer may have
  orchestrator.telemetry.otlp.endpoint  receiver of spans and metrics, OTLP over HTTP`;

/** What an orchestrator is opened with because of these options. @throws UsageError */
export async function runtimeOptions(
  given: RuntimeGiven,
  cwd: string,
): Promise<
  Pick<
    OrchestratorOptions,
    'profile' | 'dialect' | 'resourceMap' | 'fetchResource' | 'configuration' | 'connectors'
  >
> {
  const { profile, dialect } = given;
  const configuration = {
    set: readSettings(given.set ?? []),
    shared: await readShared(given.config ?? [], profile, cwd),
  };
  return {
    profile,
    dialect,
    resourceMap: await resourceMap(given.resourceMap ?? [], cwd),
    ...(given.fetchResources && { fetchResource: fetch }),
    configuration,
    connectors: { functions: await readFunctions(given.functions ?? [], cwd) },
  };
}

function collect(value: string, former: readonly string[] | undefined): readonly string[] {
  return [...(former ?? []), value];
}
