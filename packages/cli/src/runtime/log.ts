import { Option } from 'commander';
import type { Logger } from '@orchestrator/server';
import type { Terminal } from '../terminal.js';

/** The most important first. */
export const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export const FORMATS = ['text', 'json'] as const;

type Level = (typeof LEVELS)[number];

/** How a server logs. */
export interface LogOptions {
  /** The least important level that is written. */
  readonly logLevel?: Level;
  /** For people, or as one JSON object a line; text where nothing is said. */
  readonly logFormat?: (typeof FORMATS)[number];
}

/** The options of {@link LogOptions}. @param logLevel - what holds where nothing is said, for the help */
export function logOptions(logLevel: Level): Option[] {
  return [
    new Option('--log-level <level>', `the least important lines to write (default: "${logLevel}")`).choices(
      LEVELS,
    ),
    new Option('--log-format <format>', 'how to write them (default: "text")').choices(FORMATS),
  ];
}

/** Writes log lines to standard error. @param otherwise - the level that holds where nothing is said */
export function logger(
  { logLevel, logFormat }: LogOptions,
  terminal: Pick<Terminal, 'err'>,
  otherwise: Level,
): Logger {
  const write = logFormat === 'json' ? asJson : asText;
  const most = LEVELS.indexOf(logLevel ?? otherwise);
  const at =
    (level: Level): Logger[Level] =>
    (message, meta) => {
      if (LEVELS.indexOf(level) > most) return;
      terminal.err(`${write(new Date().toISOString(), level, message, meta)}\n`);
    };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

type Meta = Parameters<Logger[Level]>[1];

/** Searches of the existing stack look for the run below `mdc` (workflow-runtime.md 9.2). */
function asJson(time: string, level: Level, message: string, meta: Meta): string {
  const run = meta?.instanceId;
  return JSON.stringify({
    time,
    level,
    message,
    ...meta,
    ...(run !== undefined && { mdc: { processInstanceId: run } }),
  });
}

function asText(time: string, level: Level, message: string, meta: Meta = {}): string {
  const more = Object.entries(meta).map(([name, value]) => ` ${name}=${String(value)}`);
  return `${time} ${level.toUpperCase().padEnd(5)} ${message}${more.join('')}`;
}
