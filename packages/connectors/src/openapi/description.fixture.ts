import type { ConnectorCall, Description } from '../connector.js';
import { callOf } from '../testing/call.fixture.js';

/** The description of an API in `specs/pets.yaml`, with more files where it refers to some. */
export function described(
  document: unknown,
  more: Partial<Description> & { readonly others?: { readonly [path: string]: unknown } } = {},
): Description {
  const { others = {}, ...rest } = more;
  const path = rest.path ?? 'specs/pets.yaml';
  const files = Object.entries({ [path]: document, ...others }).map(([name, content]): [string, string] => [
    name,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  return { path, reference: { uri: path }, files: new Map(files), ...rest };
}

/** An OpenAPI 3 document with one operation `op`, a POST of `/op` unless told otherwise. */
export function operation(
  op: object,
  { path = '/op', method = 'post', ...more }: { path?: string; method?: string; [key: string]: unknown } = {},
): object {
  const declared = { operationId: 'op', responses: { 200: { description: '' } }, ...op };
  return { openapi: '3.0.3', info: { title: 'Pets' }, paths: { [path]: { [method]: declared } }, ...more };
}

/** The body of an operation in JSON, or in another media type. */
export function body(schema: object, type = 'application/json'): object {
  return { requestBody: { content: { [type]: { schema } } } };
}

/** The successful response of an operation. */
export function answers(schema: object, type = 'application/json'): object {
  return { responses: { 200: { description: '', content: { [type]: { schema } } } } };
}

/** A call of `op`. */
export function callOp(description: Description, more: Partial<ConnectorCall> = {}): ConnectorCall {
  return callOf({ operation: 'op', description, ...more });
}

/** An operation with parameters, a body and an answer. */
export const multiply = operation({
  parameters: [
    { in: 'header', name: 'X-Cluster', schema: { type: 'string' } },
    { in: 'query', name: 'limit', schema: { type: 'integer' } },
  ],
  ...body({ type: 'object', properties: { left: { type: 'number' }, right: { type: 'number' } } }),
  ...answers({ type: 'object', properties: { product: { type: 'number' } } }),
});
