import { setting } from '@orchestrator/definition';
import { Settings } from '@orchestrator/runtime';
import type { OrchestratorOptions } from '@orchestrator/server';
import { UsageError } from '../usage-error.js';
import { FORMATS, LEVELS } from './log.js';
import type { LogOptions } from './log.js';

const FORMAT = setting({
  key: 'orchestrator.log.format',
  task: 'server',
  does: 'How `orchestrator serve` writes its log: for people, or as one JSON object a line. `--log-format` counts more. [observability.md](observability.md) tells what lines hold.',
  value: '`text` or `json`',
  default: '`text`',
  where: 'server',
  example: 'orchestrator.log.format=json',
});

const LEVEL = setting({
  key: 'orchestrator.log.level',
  task: 'server',
  does: 'The least important lines that `orchestrator serve` writes. `--log-level` counts more.',
  value: '`error`, `warn`, `info` or `debug`',
  default: '`info`',
  where: 'server',
  example: 'orchestrator.log.level=warn',
});

/** The log options of a command, and from settings those that it was not given. @throws UsageError */
export function withLogSettings(
  { logLevel, logFormat }: LogOptions,
  { configuration, profile = 'prod' }: Pick<OrchestratorOptions, 'configuration' | 'profile'>,
): LogOptions {
  const settings = new Settings({ ...configuration, environment: process.env, profile });
  const level = logLevel ?? oneOf(LEVELS, LEVEL.key, settings.get(LEVEL.key));
  const format = logFormat ?? oneOf(FORMATS, FORMAT.key, settings.get(FORMAT.key));
  return { ...(level && { logLevel: level }), ...(format && { logFormat: format }) };
}

function oneOf<Word extends string>(
  words: readonly Word[],
  key: string,
  text: string | undefined,
): Word | undefined {
  const found = words.find((word) => word === text);
  if (text === undefined || found) return found;
  throw new UsageError(`${key} must be one of ${words.join(', ')}, but it is "${text}".`);
}
