import { covers, equals } from '../compare.mjs';

/**
 * What `when` of a mock may ask of a request, by key.
 *
 * @type {Record<string, (request: import('./http-mocks.mjs').MockRequest, expected: any) => boolean>}
 */
const conditions = {
  method: (request, method) => request.method === method.toUpperCase(),
  path: (request, path) => decoded(request.url.pathname) === decoded(path),
  query: (request, query) =>
    Object.entries(query).every(([name, value]) => sameTexts(request.url.searchParams.getAll(name), value)),
  queryPresent: (request, names) => names.every((name) => request.url.searchParams.has(name)),
  headers: (request, headers) =>
    Object.entries(headers).every(([name, value]) =>
      sameHeader(name, request.headers[name.toLowerCase()], value),
    ),
  headersPresent: (request, names) =>
    names.every((name) => request.headers[name.toLowerCase()] !== undefined),
  basicAuth: (request, { username, user = username, password }) =>
    request.headers.authorization === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  bodyJson: (request, expected) => equals(request.json, expected),
  bodyJsonContains: (request, expected) => request.json !== undefined && covers(request.json, expected),
  bodyJsonPresent: (request, names) =>
    [names]
      .flat()
      .every((name) => typeof request.json === 'object' && Object.hasOwn(request.json ?? {}, name)),
  bodyText: (request, text) => request.text === text,
  bodyTextContains: (request, text) => request.text.includes(text),
};

/** Whether a request is one that a mock is for. @throws Error for a condition that this runner does not know */
export function requestMatches(when, request) {
  return Object.entries(when).every(([key, expected]) => {
    if (!Object.hasOwn(conditions, key))
      throw new Error(`This runner knows no condition "${key}" on a request.`);
    return conditions[key](request, expected);
  });
}

function sameTexts(actual, expected) {
  const wanted = [expected].flat().map(String);
  return actual.length === wanted.length && wanted.every((text) => actual.includes(text));
}

/** Media types may have parameters that say nothing new. */
function sameHeader(name, actual, expected) {
  if (name.toLowerCase() !== 'content-type') return actual === String(expected);
  const plain = (text = '') => text.toLowerCase().replaceAll(/\s|;\s*charset=utf-8/g, '');
  return plain(actual) === plain(expected);
}

function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
