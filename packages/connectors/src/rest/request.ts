import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { badArguments } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';
import type { HttpRequest } from '../http/messages.js';
import { RequestHeaders } from '../http/request-headers.js';
import { runHeaders } from '../http/run-headers.js';
import { trustOf } from '../http/tls-settings.js';
import { addressOf } from './address.js';
import { credentialsOf } from './credentials.js';

/** Arguments that steer the call and never become part of its body (workflow-runtime.md 2.2). */
const RESERVED = new Set([
  'Url',
  'Method',
  'Protocol',
  'Host',
  'Port',
  'Username',
  'Password',
  'RequestTimeout',
  'ResultHandler',
  'BodyBuilder',
  'ParamsDecorator',
  'PathParamResolver',
  'AuthMethod',
  'TargetType',
  'TaskName',
  'accessToken',
  'apiKey',
  'apiKeyPrefix',
]);

/** Methods whose arguments travel in the body. Upstream leaves PATCH out, which makes a PATCH useless. */
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** Longest time that a workflow can ask for, in milliseconds: a day. */
const MAX_TIMEOUT = 86_400_000;

/**
 * Builds the request of a `rest:METHOD:url` function (workflow-runtime.md 2.2).
 *
 * @throws CallFailure `bad-arguments` when an argument is missing or the address is no http(s) URL
 */
export function buildRequest(call: ConnectorCall): HttpRequest {
  const [method = 'GET'] = call.operation.split(':', 1);
  const given = isJsonObject(call.arguments) ? call.arguments : {};
  const used = new Set<string>();
  const path = fillPlaceholders(call.operation.slice(method.length + 1), given, used);
  const url = addressOf(path, call);
  const headers = headersOf(call);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith('HEADER_')) setHeader(headers, name.slice('HEADER_'.length), textOf(value));
    else if (name.startsWith('QUERY_')) url.searchParams.append(name.slice('QUERY_'.length), textOf(value));
  }
  const timeout = given.RequestTimeout;
  const body = WITH_BODY.has(method) ? bodyOf(call, given, used) : undefined;
  if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
  return {
    method,
    url,
    headers,
    ...trustOf(call),
    ...(body !== undefined && { body }),
    ...(typeof timeout === 'number' && timeout > 0 && { timeout: Math.min(Math.ceil(timeout), MAX_TIMEOUT) }),
  };
}

function fillPlaceholders(template: string, given: JsonObject, used: Set<string>): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    if (!Object.hasOwn(given, name)) throw badArguments(`missing parameter ${name}`);
    used.add(name);
    const value = textOf(given[name] ?? null);
    // An address resolves these away, and the call would reach something else.
    if (value === '.' || value === '..') throw badArguments(`the parameter ${name} can't be "${value}"`);
    return encodeURIComponent(value);
  });
}

function headersOf(call: ConnectorCall): RequestHeaders {
  return new RequestHeaders({
    ...runHeaders(call.run),
    ...credentialsOf(call),
    accept: 'application/json',
    'idempotency-key': call.idempotencyKey,
  });
}

function setHeader(headers: RequestHeaders, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch {
    throw badArguments(
      `The argument HEADER_${name} can't be sent as a header; its name or value holds characters that headers don't allow.`,
    );
  }
}

function bodyOf(call: ConnectorCall, given: JsonObject, used: ReadonlySet<string>): string {
  if (!call.hasArguments || !isJsonObject(call.arguments)) return JSON.stringify(call.arguments);
  const content = given.ContentData;
  if (content !== undefined) return textOf(content);
  const rest = Object.entries(given).filter(
    ([name]) =>
      !RESERVED.has(name) && !used.has(name) && !name.startsWith('HEADER_') && !name.startsWith('QUERY_'),
  );
  return JSON.stringify(Object.fromEntries(rest));
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
