import { describe, expect, it } from 'vitest';
import { allRoutes } from '../routes.js';
import type { Surroundings } from '../routes.js';
import { covers, listedNeed, needOf, SCOPES } from './scopes.js';

/** A path that a route is for. */
function sampleOf(path: RegExp): string {
  const sample = path.source
    .replace(/^\^/, '')
    .replace(/(?:\\\/\?)?\$$/, '')
    .replaceAll('\\/', '/')
    .replaceAll('([^/]+)', 'x')
    .replaceAll(/\(\?:([^|)]*)(?:\|[^)]*)?\)\??/g, '$1');
  expect(sample, `a sample of ${path.source}`).toMatch(path);
  return sample;
}

describe('the scopes of requests', () => {
  // What routes do is not looked at here.
  const routes = allRoutes({} as unknown as Surroundings).map(
    ([method, path]) => [method, sampleOf(path)] as const,
  );

  it.each(routes)('are listed for the route %s %s', (method, path) => {
    expect(listedNeed(method, path)).toBeDefined();
  });

  it.each([
    ['GET', '/q/health/ready', 'open'],
    ['GET', '/q/health/x', 'admin'],
    ['POST', '/q/health', 'admin'],
    ['GET', '/q/metrics', 'read'],
    ['POST', '/graphql', 'read'],
    ['GET', '/greet/id', 'read'],
    ['POST', '/greet', 'operate'],
    ['POST', '/', 'operate'],
    ['DELETE', '/greet/id', 'operate'],
    ['POST', '/management/processes/greet/instances/id/retrigger', 'operate'],
    ['POST', '/management/processes/greet/instances/id/nodes/migrate', 'operate'],
    ['POST', '/management/processes/greet/instances/id/migrate/', 'admin'],
    ['POST', '/management/processes/greet/migrate', 'admin'],
    ['GET', '/management/dead-letters', 'read'],
    ['POST', '/management/dead-letters/replay', 'operate'],
    ['POST', '/management/dead-letters/1/replay', 'operate'],
    ['DELETE', '/management/dead-letters/1', 'admin'],
    ['POST', '/_dynamic/greet/id/rest', 'admin'],
    ['PUT', '/management/processes/greet', 'admin'],
    ['GET', '/a/b/c/d', 'admin'],
    ['TRACE', '/', 'admin'],
  ])('of %s %s is %s', (method, path, need) => {
    expect(needOf(method, path)).toBe(need);
  });

  it('include those before them', () => {
    const enough = SCOPES.map((scope) => SCOPES.filter((need) => covers(scope, need)));
    expect(enough).toEqual([['read'], ['read', 'operate'], ['read', 'operate', 'admin']]);
    expect(covers('read', 'open')).toBe(true);
  });
});
