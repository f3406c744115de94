import { isJsonObject } from '@orchestrator/definition';
import type { JsonObject, LanguageName } from '@orchestrator/definition';
import { readJson } from '../json.js';
import { HttpProblem } from '../problem.js';

/** A REST call that somebody asks for while a run goes on (workflow-runtime.md 4.4). */
export interface DynamicCall {
  /** `METHOD:address`, as functions of type `rest` have it. */
  readonly operation: string;
  /** Host and port where the address is only a path. */
  readonly metadata: JsonObject;
  readonly arguments: JsonObject;
  /** What to make of the answer; absent: it is taken as it is. */
  readonly output?: { readonly expression: string; readonly language: LanguageName };
}

/** Reads the call that a request describes. @throws HttpProblem 400, 413 or 415 */
export async function readDynamicCall(request: Request): Promise<DynamicCall> {
  const body = await readJson(request);
  if (!isJsonObject(body)) throw refused('Send the call as a JSON object.');
  const endpoint = text(body, 'endpoint');
  if (endpoint === undefined || endpoint === '') throw refused('Missing required parameter Url');
  const method = (text(body, 'method') ?? 'GET').toUpperCase();
  if (!/^[A-Z]+$/.test(method)) throw refused('"method" must be the name of an HTTP method.');
  const { arguments: given = {} } = body;
  if (!isJsonObject(given)) throw refused('"arguments" must be an object.');
  const expression = text(body, 'outputExpression');
  return {
    operation: `${method}:${endpoint}`,
    metadata: placeOf(body),
    arguments: given,
    ...(expression !== undefined && { output: { expression, language: languageIn(body) } }),
  };
}

function placeOf(body: JsonObject): JsonObject {
  const host = text(body, 'host');
  const { port } = body;
  const number = typeof port === 'string' ? Number(port) : port;
  if (number === undefined || number === null) return host === undefined ? {} : { host };
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1 || number > 65_535)
    throw refused('"port" must be a number from 1 to 65535.');
  return { port: number, ...(host !== undefined && { host }) };
}

function languageIn(body: JsonObject): LanguageName {
  const name = text(body, 'outputExpressionLang') ?? 'jq';
  if (name !== 'jq' && name !== 'jsonpath')
    throw refused('"outputExpressionLang" must be "jq" or "jsonpath".');
  return name;
}

function text(body: JsonObject, key: string): string | undefined {
  const value = Object.hasOwn(body, key) ? body[key] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw refused(`"${key}" must be a text.`);
  return value;
}

/** The request is at fault; nothing has happened to the run. */
export function refused(message: string): HttpProblem {
  return new HttpProblem(400, 'bad-call', message);
}
