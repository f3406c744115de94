import { generatedId } from '@orchestrator/definition';
import type { Description } from '../connector.js';
import { ApiNode, badDescription } from './api-node.js';
import { isSwagger2, readParameter } from './parameter.js';
import type { Parameter } from './parameter.js';

/** An operation of a service, the same for Swagger 2.0 and OpenAPI 3. */
export interface Operation {
  readonly document: ApiNode;
  /** In capital letters. */
  readonly method: string;
  /** With its placeholders. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  /** The operation itself, for what is read of it later. */
  readonly node: ApiNode;
  /** Where its servers can be declared, the nearest place first. */
  readonly scopes: readonly ApiNode[];
}

/** What an operation takes beside its parameters. */
export interface Body {
  /** Media types in the order of the document, with the schema of the content. */
  readonly content: readonly MediaType[];
}

/** One way to write a body. */
export interface MediaType {
  readonly type: string;
  readonly schema?: ApiNode;
  /** How fields of a form are written (OpenAPI 3 `encoding`). */
  readonly encoding?: ApiNode;
  /** Fields of a form that are declared as parameters (Swagger 2.0). */
  readonly fields?: readonly Parameter[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const known = new WeakMap<Description['files'], Map<string, Operation>>();

/**
 * Finds the operation that a function names.
 *
 * @throws CallFailure `bad-description` when the document doesn't have it or can't be read
 */
export function findOperation({ path, files }: Description, id: string): Operation {
  const operations = known.get(files) ?? new Map<string, Operation>();
  known.set(files, operations);
  const key = JSON.stringify([path, id]);
  const operation = operations.get(key) ?? search(ApiNode.document(path, files), id);
  operations.set(key, operation);
  return operation;
}

function search(document: ApiNode, id: string): Operation {
  for (const [path, item] of document.entries('paths')) {
    for (const method of METHODS) {
      const node = item.get(method);
      if (node && (node.text('operationId') ?? generatedId(path, method)) === id) {
        return readOperation(document, path, method, item, node);
      }
    }
  }
  throw badDescription(`${document.file} has no operation "${id}".`);
}

function readOperation(
  document: ApiNode,
  path: string,
  method: string,
  item: ApiNode,
  node: ApiNode,
): Operation {
  const declared = [...item.list('parameters'), ...node.list('parameters')];
  // What an operation declares replaces what its path declares under the same name and place.
  const byName = new Map(declared.map((each) => [`${each.text('in')} ${each.text('name')}`, each]));
  const parameters = [...byName.values()];
  const body = isSwagger2(document) ? swaggerBody(document, node, parameters) : openApiBody(node);
  return {
    document,
    method: method.toUpperCase(),
    path,
    parameters: parameters.flatMap((each) => readParameter(each, document) ?? []),
    // A body has no meaning with these methods, and servers and proxies refuse it.
    ...(body && !['get', 'head', 'trace'].includes(method) && { body }),
    node,
    scopes: [node, item, document],
  };
}

function openApiBody(node: ApiNode): Body | undefined {
  const declared = node.get('requestBody');
  if (!declared) return undefined;
  const content = declared.entries('content').map(([type, media]): MediaType => {
    const schema = media.get('schema');
    const encoding = media.get('encoding');
    return { type, ...(schema && { schema }), ...(encoding && { encoding }) };
  });
  return { content };
}

function swaggerBody(document: ApiNode, node: ApiNode, parameters: readonly ApiNode[]): Body | undefined {
  const consumes = (node.get('consumes') ? node : document).texts('consumes');
  const form = parameters.filter((each) => each.text('in') === 'formData');
  if (form.length > 0) {
    const hasFile = form.some((each) => each.text('type') === 'file');
    const type =
      hasFile || consumes.some((each) => each.startsWith('multipart/form-data'))
        ? 'multipart/form-data'
        : 'application/x-www-form-urlencoded';
    const properties = Object.fromEntries(form.map((each) => [each.text('name') ?? '', fieldSchema(each)]));
    const fields = form.flatMap((each) => readParameter(each, document, 'query') ?? []);
    return { content: [{ type, schema: node.derive({ type: 'object', properties }), fields }] };
  }
  const schema = parameters.find((each) => each.text('in') === 'body');
  if (!schema) return undefined;
  const types = consumes.length > 0 ? consumes : ['application/json'];
  const content = types.map((type): MediaType => {
    const declared = schema.get('schema');
    return { type, ...(declared && { schema: declared }) };
  });
  return { content };
}

/** A parameter of Swagger 2.0 is its own schema; a file is sent as text that is given. */
function fieldSchema(parameter: ApiNode): ApiNode['value'] {
  return parameter.text('type') === 'file' ? { type: 'string', format: 'binary' } : parameter.value;
}
