import type { Cursor } from '../document/cursor.js';
import { ExpressionSyntaxError } from '../expressions/expression.js';
import { compileJq } from '../expressions/jq-expression.js';
import type { Dialect, FunctionTarget, LogLevel } from '../program.js';

const LOG_LEVELS: ReadonlyMap<string, LogLevel> = new Map([
  ['TRACE', 'debug'],
  ['DEBUG', 'debug'],
  ['INFO', 'info'],
  ['WARN', 'warn'],
  ['ERROR', 'error'],
]);

const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Compiles the `functions` section (specification 0.8, section A4; workflow-runtime.md section 2). */
export function compileFunctions(section: Cursor, dialect: Dialect): Map<string, FunctionTarget> {
  const functions = new Map<string, FunctionTarget>();
  if (typeof section.value === 'string') {
    section.error(
      'not-supported',
      "Functions in a file of their own can't be read by this version; write them here.",
    );
    return functions;
  }
  for (const entry of section.list) {
    const name = entry.required('name');
    const operation = entry.required('operation');
    if (name === undefined || operation === undefined) continue;
    if (functions.has(name)) {
      entry
        .get('name')
        .error('duplicate-name', `There is another function "${name}"; give one of them a new name.`);
      continue;
    }
    const target = compileFunction(entry, name, operation, dialect);
    if (target) functions.set(name, target);
  }
  return functions;
}

function compileFunction(
  entry: Cursor,
  name: string,
  operation: string,
  dialect: Dialect,
): FunctionTarget | undefined {
  const type = entry.optional('type') ?? 'rest';
  switch (type) {
    case 'expression':
      return expressionTarget(entry.get('operation'), name, operation, dialect);
    case 'custom':
      return customTarget(entry, name, operation);
    case 'rest':
    case 'asyncapi':
    case 'rpc':
    case 'graphql':
    case 'odata':
      entry.error(
        'not-supported',
        `Functions of type "${type}" can't be called by this version; use a custom function such as "rest:GET:https://…".`,
      );
      return undefined;
    default:
      entry
        .get('type')
        .error('unknown-type', `"${type}" is no function type; use "rest", "expression" or "custom".`);
      return undefined;
  }
}

function expressionTarget(
  cursor: Cursor,
  name: string,
  operation: string,
  dialect: Dialect,
): FunctionTarget | undefined {
  try {
    return { kind: 'expression', name, expression: compileJq(operation, dialect) };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    cursor.error('expression-syntax', `The function "${name}" isn't valid jq: ${error.message}.`);
    return undefined;
  }
}

function customTarget(entry: Cursor, name: string, operation: string): FunctionTarget | undefined {
  const cursor = entry.get('operation');
  const [kind = '', ...rest] = operation.split(':');
  if (kind === 'sysout') {
    const level = LOG_LEVELS.get((rest[0] ?? 'INFO').toUpperCase());
    if (level && rest.length <= 1) return { kind: 'log', name, level };
    cursor.error(
      'unknown-level',
      `"${operation}" names no log level; use sysout:DEBUG, :INFO, :WARN or :ERROR.`,
    );
    return undefined;
  }
  if (kind === 'rest') {
    const metadata = entry.get('metadata');
    return {
      kind: 'connector',
      name,
      connector: 'rest',
      operation: restOperation(rest.join(':')),
      metadata: metadata.exists ? (metadata.object ?? {}) : {},
    };
  }
  cursor.error(
    'not-supported',
    `The custom function "${operation}" can't be called by this version; "sysout" and "rest:" can.`,
  );
  return undefined;
}

/** `METHOD:url` with the method that applies when none is written. */
function restOperation(text: string): string {
  const [first = ''] = text.split(':', 1);
  const method = first.toUpperCase();
  return HTTP_METHODS.includes(method) ? `${method}:${text.slice(first.length + 1)}` : `GET:${text}`;
}
