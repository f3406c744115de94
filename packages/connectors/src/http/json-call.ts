import type { CallResult } from '../connector.js';
import { isSuccess, jsonOf, responseOf, statusFailure } from './answer.js';
import type { HttpClient } from './http-client.js';
import type { HttpRequest } from './messages.js';

/**
 * Sends a request and reads the answer as JSON.
 *
 * @param acceptsAnyStatus - true: an error status is an answer like any other
 * @throws CallFailure `http-status`, `bad-response`, and those of {@link HttpClient.send}
 */
export async function callForJson(
  http: HttpClient,
  request: HttpRequest,
  signal: AbortSignal,
  acceptsAnyStatus = false,
): Promise<CallResult> {
  const answer = await http.send(request, signal);
  if (!acceptsAnyStatus && !isSuccess(answer)) throw statusFailure(request, answer);
  return { result: jsonOf(request, answer), response: responseOf(answer) };
}
