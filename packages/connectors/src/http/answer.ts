import type { Json, JsonObject } from '@orchestrator/definition';
import type { CallResponse } from '@orchestrator/engine';
import { CallFailure } from '../call-failure.js';
import { describeRequest } from './exchange-failure.js';
import { headerOf } from './header-of.js';
import type { HttpAnswer, HttpRequest } from './messages.js';

/** How much of what a service said about a failure is kept. */
const MAX_CAUSE = 500;

/** What the workflow can read of an answer beside its body; a header that was sent several times is one text. */
export function responseOf({ status, statusText, rawHeaders }: HttpAnswer): CallResponse {
  return { statusCode: status, statusMessage: statusText, headers: headersOf(rawHeaders) };
}

function headersOf(raw: HttpAnswer['rawHeaders']): JsonObject {
  const headers: JsonObject = Object.fromEntries(raw);
  if (Object.keys(headers).length === raw.length) return headers;
  const byName = Map.groupBy(raw, ([name]) => name);
  return Object.fromEntries(
    [...byName].map(([name, own]) => [name, own.map(([, value]) => value).join(', ')]),
  );
}

export function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

/** The body as text, in the character set that the service names where it is known here. */
export function textOf(answer: HttpAnswer): string {
  const { body } = answer;
  const charset = /charset="?([\w-]+)/i.exec(headerOf(answer, 'content-type') ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

/** The failure that an answer with an error status is. */
export function statusFailure(request: HttpRequest, answer: HttpAnswer): CallFailure {
  const { status, statusText } = answer;
  const text = textOf(answer).trim();
  return new CallFailure({
    code: 'http-status',
    message: `${`${describeRequest(request)} answered ${status} ${statusText}`.trimEnd()}.`,
    status,
    ...((text !== '' || statusText !== '') && { cause: (text || statusText).slice(0, MAX_CAUSE) }),
  });
}

/**
 * The body read as JSON. Nothing at all is an empty object, which changes no data when it is merged.
 *
 * @throws CallFailure `bad-response`
 */
export function jsonOf(request: HttpRequest, answer: HttpAnswer): Json {
  const text = textOf(answer);
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new CallFailure({
      code: 'bad-response',
      message: `${describeRequest(request)} answered with something that isn't JSON.`,
      status: answer.status,
    });
  }
}
