import type { Json } from '@orchestrator/definition';
import { jsonOf, textOf } from '../http/answer.js';
import { headerOf } from '../http/header-of.js';
import type { HttpAnswer, HttpRequest } from '../http/messages.js';
import type { ApiNode } from './api-node.js';
import { convert } from './convert.js';
import type { Operation } from './operation.js';
import { isSwagger2 } from './parameter.js';
import { shapeOf } from './schema-shape.js';

/**
 * What an answer gives to the workflow: JSON bound to the declared schema, text as a string or as the number that the
 * schema declares, other content in base64, nothing as an empty object, which changes no data (workflow-runtime.md 2.1).
 *
 * @throws CallFailure `bad-response` for JSON that isn't any
 */
export function resultOf(operation: Operation, request: HttpRequest, answer: HttpAnswer): Json {
  if (answer.body.byteLength === 0) return {};
  const type = essenceOf(headerOf(answer, 'content-type') ?? '');
  const schema = responseSchema(operation, answer.status, type);
  return convert(contentOf(type, schema, request, answer), schema, 'result', 'result');
}

/** The media types that an operation answers with when it succeeds. */
export function acceptedTypes(operation: Operation): string {
  const types = successes(operation).flatMap((response) =>
    contents(operation, response).map(([type]) => type),
  );
  return types.length === 0 ? 'application/json' : [...new Set(types)].join(', ');
}

function contentOf(
  type: string,
  schema: ApiNode | undefined,
  request: HttpRequest,
  answer: HttpAnswer,
): Json {
  if (isJson(type)) return jsonOf(request, answer);
  const isText =
    type === '' || type.startsWith('text/') || /[/+](xml|x-www-form-urlencoded|yaml)$/.test(type);
  if (!isText) return Buffer.from(answer.body).toString('base64');
  const text = textOf(answer);
  // Services send JSON under the name of text, or without one; the schema tells, or the text itself.
  const types = schema ? shapeOf(schema).types : new Set<string>();
  const isStructured = types.has('object') || types.has('array') || (type === '' && !types.has('string'));
  return isStructured ? (parsed(text) ?? text) : text;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isJson(type: string): boolean {
  return /[/+]json$/.test(type);
}

function essenceOf(type: string): string {
  return (type.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** The schema that is declared for a status and a media type, or for the nearest to them. */
function responseSchema(operation: Operation, status: number, type: string): ApiNode | undefined {
  const declared = operation.node.get('responses');
  const response =
    declared?.get(String(status)) ??
    declared?.get(`${String(status)[0]}XX`) ??
    declared?.get('default') ??
    // Generated clients read every success as the declared one.
    successes(operation)[0];
  if (!response) return undefined;
  const all = contents(operation, response);
  const found =
    all.find(([name]) => essenceOf(name) === type) ??
    all.find(([name]) => isJson(essenceOf(name)) === isJson(type)) ??
    all[0];
  return found?.[1];
}

function successes({ node }: Operation): ApiNode[] {
  const declared = node.entries('responses');
  const successful = declared.filter(([status]) => /^2(\d\d|XX)$/i.test(status));
  const chosen = successful.length > 0 ? successful : declared.filter(([status]) => status === 'default');
  return chosen.map(([, response]) => response);
}

function contents({ document, node }: Operation, response: ApiNode): [string, ApiNode | undefined][] {
  if (!isSwagger2(document)) {
    return response.entries('content').map(([type, media]) => [type, media.get('schema')]);
  }
  const schema = response.get('schema');
  const types = (node.get('produces') ? node : document).texts('produces');
  if (!schema) return types.map((type) => [type, undefined]);
  return (types.length > 0 ? types : ['application/json']).map((type) => [type, schema]);
}
