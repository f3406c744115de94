import type { Caller } from './auth/gate.js';
import { json } from './json.js';
import { HttpProblem } from './problem.js';
import type { Route } from './routes.js';

/**
 * Answers a request by the first route that fits.
 *
 * @throws HttpProblem 404 and 400, and whatever the route throws
 */
export function dispatch(
  routes: readonly Route[],
  request: Request,
  caller: Caller,
): Promise<Response> | Response {
  const { pathname } = new URL(request.url);
  const allowed: string[] = [];
  for (const [method, path, handle] of routes) {
    const match = path.exec(pathname);
    if (!match) continue;
    if (method === request.method) return handle(request, match.slice(1).map(decode), caller);
    allowed.push(method);
  }
  if (allowed.length === 0) throw new HttpProblem(404, 'unknown-path', `There is nothing at ${pathname}.`);
  return json(
    405,
    { code: 'method-not-allowed', message: `${request.method} isn't possible here.` },
    { allow: allowed.join(', ') },
  );
}

/** A part of a path without `%` sequences. @throws HttpProblem 400 */
export function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new HttpProblem(400, 'bad-path', 'The address holds a broken % sequence.');
  }
}
