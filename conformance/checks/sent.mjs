import { covers } from '../compare.mjs';
import { Mismatch } from '../mismatch.mjs';
import { requestMatches } from '../stand-ins/request-matches.mjs';

/**
 * `sent`: requests that the stand-ins have received.
 *
 * @param {(server: string) => readonly object[]} received
 * @param {readonly {server: string, count?: number}[]} expected other keys are conditions on a request
 */
export function checkSent(received, expected) {
  for (const { server, count, ...when } of expected) {
    const all = received(server);
    const found = all.filter((request) => requestMatches(when, request)).length;
    if (count === undefined ? found > 0 : found === count) continue;
    const actual = all.map(({ method, url, headers, text }) => ({
      method,
      path: url.pathname,
      headers,
      text,
    }));
    throw new Mismatch(`sent to ${server}`, { count: count ?? 'at least 1', ...when }, actual);
  }
}

/** `serviceCalls`: operations of functions that were called, in order. */
export function checkServiceCalls(calls, expected) {
  const actual = calls.map(({ operation }) => operation);
  const same =
    actual.length === expected.length && expected.every((name, index) => isNamed(actual[index], name));
  if (!same) throw new Mismatch('serviceCalls', expected, actual);
}

/** `serviceCalledWith`: arguments of the last call. */
export function checkServiceCalledWith(calls, expected) {
  const last = calls.at(-1)?.arguments;
  if (!covers(last, expected)) throw new Mismatch('serviceCalledWith', expected, last);
}

/** Cases leave the kind and the package of a class out. */
function isNamed(operation, name) {
  return operation === name || operation.endsWith(`:${name}`) || operation.endsWith(`.${name}`);
}
