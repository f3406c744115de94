import { Option } from 'commander';
import type { Logger } from '@orchestrator/server';
import type { Terminal } from '../terminal.js';

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
type Level = (typeof LEVELS)[number];

/** How a server logs. */
export interface LogOptions {
  /** The least important level that is written. */
  readonly logLevel: Level;
  readonly logFormat: 'text' | 'json';
}

/** The options of {@link LogOptions}. */
export function logOptions(logLevel: Level): Option[] {
  return [
    new Option('--log-level <level>', 'the least important lines to write').choices(LEVELS).default(logLevel),
    new Option('--log-format <format>', 'how to write them').choices(['text', 'json']).default('text'),
  ];
}

/** Writes log lines to standard error, for people or as one JSON object a line. */
export function logger({ logLevel, logFormat }: LogOptions, terminal: Terminal): Logger {
  const write = logFormat === 'json' ? asJson : asText;
  const at =
    (level: Level): Logger[Level] =>
    (message, meta) => {
      if (LEVELS.indexOf(level) > LEVELS.indexOf(logLevel)) return;
      terminal.err(`${write(new Date().toISOString(), level, message, meta)}\n`);
    };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

type Meta = Parameters<Logger[Level]>[1];

function asJson(time: string, level: Level, message: string, meta: Meta): string {
  return JSON.stringify({ time, level, message, ...meta });
}

function asText(time: string, level: Level, message: string, meta: Meta = {}): string {
  const more = Object.entries(meta).map(([name, value]) => ` ${name}=${String(value)}`);
  return `${time} ${level.toUpperCase().padEnd(5)} ${message}${more.join('')}`;
}
