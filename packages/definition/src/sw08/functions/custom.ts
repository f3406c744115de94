import type { Cursor } from '../../document/cursor.js';
import type { JsonObject } from '../../json.js';
import type { FunctionTarget, LogLevel } from '../../program/action.js';
import { metadataOf } from './metadata.js';

const LOG_LEVELS: ReadonlyMap<string, LogLevel> = new Map([
  ['TRACE', 'debug'],
  ['DEBUG', 'debug'],
  ['INFO', 'info'],
  ['WARN', 'warn'],
  ['ERROR', 'error'],
]);

const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Custom functions whose operation may be the bare word (workflow-runtime.md 2.3). */
const BARE_WORDS = ['script', 'dmn', 'jwt-parser'];

/**
 * Reads a custom function. Whatever comes before the first colon names its connector, so that a host can offer
 * connectors of its own; a host without that connector says so when the function is called.
 */
export function compileCustom(entry: Cursor, name: string, operation: string): FunctionTarget | undefined {
  const cursor = entry.get('operation');
  const [, scheme = '', rest] = /^\s*([A-Za-z][\w.-]*)(?::(.*))?$/s.exec(operation) ?? [];
  if (scheme === 'sysout') return logTarget(cursor, name, rest);
  if (scheme === '' || (rest === undefined && !BARE_WORDS.includes(scheme))) {
    cursor.error(
      'unknown-custom-function',
      `"${operation}" doesn't say what to call; write for instance "sysout", "rest:GET:https://…" or "service:<class>::<method>".`,
    );
    return undefined;
  }
  return connectorTarget(name, scheme, rest ?? '', metadataOf(entry));
}

/** A function that a connector of that name carries out. */
export function connectorTarget(
  name: string,
  connector: string,
  operation: string,
  metadata: JsonObject,
): FunctionTarget {
  return {
    kind: 'connector',
    name,
    connector,
    operation: connector === 'rest' ? restOperation(operation) : operation,
    metadata,
  };
}

function logTarget(cursor: Cursor, name: string, written = 'INFO'): FunctionTarget | undefined {
  const level = LOG_LEVELS.get(written.trim().toUpperCase());
  if (level) return { kind: 'log', name, level };
  cursor.error('unknown-level', `"${written}" is no log level; use sysout:DEBUG, :INFO, :WARN or :ERROR.`);
  return undefined;
}

/** `METHOD:url` with the method that applies when none is written. */
function restOperation(text: string): string {
  const [first = ''] = text.split(':', 1);
  const method = first.toUpperCase();
  return HTTP_METHODS.includes(method) ? `${method}:${text.slice(first.length + 1)}` : `GET:${text}`;
}
