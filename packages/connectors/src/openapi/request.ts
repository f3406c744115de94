import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { badArguments } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';
import { isHeader, RequestHeaders } from '../http/request-headers.js';
import { runHeaders } from '../http/run-headers.js';
import { convert } from './convert.js';
import { forwardedHeaders } from './forwarded-headers.js';
import type { Operation } from './operation.js';
import type { Parameter, ParameterPlace } from './parameter.js';
import { headerText, pairsOf, pathText, plainText, queryText } from './parameter-text.js';
import { buildBody } from './request-body.js';
import type { EncodedBody, Leftovers } from './request-body.js';
import { acceptedTypes } from './result.js';

/** A request without its credentials and without the address of its service. */
export interface RequestParts {
  readonly method: string;
  /** Path, from its first slash, and query, both escaped. */
  readonly target: string;
  readonly headers: RequestHeaders;
  /** Escaped `name=value` texts. */
  readonly cookies: readonly string[];
  readonly body?: EncodedBody['content'];
}

type Given = readonly { readonly parameter: Parameter; readonly value: Json }[];

/**
 * Turns the arguments of a call into a request (workflow-runtime.md 2.1): those that are named like parameters go where
 * the document says, the rest becomes the body.
 *
 * @param withheld - names of headers that are credentials by configuration
 * @throws CallFailure `bad-arguments` when a path parameter is missing or a value can't be sent as what is declared
 */
export async function buildRequest(
  call: ConnectorCall,
  operation: Operation,
  withheld: ReadonlySet<string> = new Set(),
): Promise<RequestParts> {
  const whole = call.hasArguments && !isJsonObject(call.arguments) ? call.arguments : undefined;
  const named: JsonObject = call.hasArguments && isJsonObject(call.arguments) ? call.arguments : {};
  const given = operation.parameters.flatMap((parameter): Given => {
    const value = Object.hasOwn(named, parameter.name) ? named[parameter.name] : undefined;
    return value === undefined || value === null ? [] : [{ parameter, value: valueOf(parameter, value) }];
  });
  const names = new Set(operation.parameters.map(({ name }) => name));
  const leftovers: Leftovers = Object.entries(named).filter(([name]) => !names.has(name));
  const body = operation.body && (await buildBody(operation.body, leftovers, whole));
  return {
    method: operation.method,
    target: targetOf(operation, given),
    headers: headersOf(call, operation, at(given, 'header'), body, withheld),
    cookies: at(given, 'cookie').flatMap(({ parameter, value }) =>
      pairsOf(parameter, value).map(([name, text]) => `${name}=${encodeURIComponent(text)}`),
    ),
    ...(body && { body: body.content }),
  };
}

/** A parameter whose content is JSON travels as its text. */
function valueOf(parameter: Parameter, value: Json): Json {
  const converted = convert(value, parameter.schema, parameter.json ? 'body' : 'parameter', parameter.name);
  return parameter.json ? JSON.stringify(converted) : converted;
}

function at(given: Given, place: ParameterPlace): Given {
  return given.filter(({ parameter }) => parameter.place === place);
}

function targetOf({ path }: Operation, given: Given): string {
  const [template = '', fixed] = path.split('?', 2);
  const filled = template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const found = at(given, 'path').find(({ parameter }) => parameter.name === name);
    if (!found) throw badArguments(`missing parameter ${name}`);
    if (plainText(found.value) === '') throw badArguments(`the parameter ${name} can't be empty`);
    return pathText(found.parameter, found.value);
  });
  // An address resolves these away, and the call would reach something else.
  if (filled.split('/').some((segment) => segment === '.' || segment === '..')) {
    throw badArguments(`The arguments make "." or ".." of a part of ${template}, which can't be sent.`);
  }
  const query = at(given, 'query').flatMap(({ parameter, value }) => queryText(parameter, value));
  const all = [...(fixed ? [fixed] : []), ...query].join('&');
  return `${filled.startsWith('/') ? '' : '/'}${filled}${all === '' ? '' : `?${all}`}`;
}

function headersOf(
  call: ConnectorCall,
  operation: Operation,
  given: Given,
  body: EncodedBody | undefined,
  withheld: ReadonlySet<string>,
): RequestHeaders {
  const headers = new RequestHeaders(forwardedHeaders(call.headers, withheld));
  const own = Object.entries({ ...runHeaders(call.run), 'idempotency-key': call.idempotencyKey });
  for (const [name, value] of own) headers.set(name, value);
  headers.set('accept', acceptedTypes(operation));
  if (body) headers.set('content-type', body.type);
  for (const { parameter, value } of given) {
    const text = headerText(parameter, value);
    if (!isHeader(parameter.name, text)) {
      throw badArguments(
        `The argument ${parameter.name} can't be sent as a header; its name or value holds characters that headers don't allow.`,
      );
    }
    headers.set(parameter.name, text);
  }
  return headers;
}
