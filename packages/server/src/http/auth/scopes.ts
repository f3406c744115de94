import { graphqlPath } from '../../graphql/graphql-path.js';

/** What somebody may do: look, carry on runs, or change what runs are made of. Each includes the ones before it. */
export const SCOPES = ['read', 'operate', 'admin'] as const;

/** One of {@link SCOPES}. */
export type Scope = (typeof SCOPES)[number];

/** What a request needs; `open`: nothing, not even a name. */
export type Need = Scope | 'open';

const PROCESS = '/management/processes/[^/]+';
const JOBS = '(?:/jobs-service)?(?:/v2)?/jobs';
const DEAD_LETTERS = '/management/dead-letters';
const INSTANCE = `${PROCESS}/instances/[^/]+`;

/** The scope of every route, by method and path as it is written in the address. The first row that fits counts. */
const TABLE: readonly (readonly [methods: string, path: RegExp, need: Need])[] = [
  // Probes have no credentials.
  ['GET', /^\/q\/health(?:\/(?:live|started|ready))?$/, 'open'],
  ['GET', /^\/q\/(?:metrics|openapi)$/, 'read'],
  // Mutations need more, which the handler asks for: only the document tells what it does.
  ['GET POST', graphqlPath, 'read'],
  // What other runtimes tell of their runs.
  ['POST', at('(?:/data-index)?/(?:definitions|processes|tasks|jobs)'), 'operate'],
  ['POST', at(`${JOBS}(?:/events)?`), 'operate'],
  ['GET', at(`${JOBS}/[^/]+`), 'read'],
  ['DELETE PATCH', at(`${JOBS}/[^/]+`), 'operate'],
  // Events; other paths of channels are the handler's business.
  ['POST', /^\/$/, 'operate'],
  ['POST', /^\/_dynamic\/[^/]+\/[^/]+\/rest$/, 'admin'],
  ['GET', at(`${DEAD_LETTERS}(?:/[^/]+)?`), 'read'],
  ['POST', at(`${DEAD_LETTERS}/(?:[^/]+/)?replay`), 'operate'],
  // What a dead letter holds is lost with it.
  ['DELETE', at(`${DEAD_LETTERS}/[^/]+`), 'admin'],
  ['GET', /^\/management\/processes(?:\/.*)?$/, 'read'],
  ['POST', at(`${PROCESS}(?:/instances/[^/]+)?/migrate`), 'admin'],
  ['DELETE', at(INSTANCE), 'operate'],
  ['POST', at(`${INSTANCE}/(?:retrigger|skip|nodes/[^/]+)`), 'operate'],
  ['POST DELETE', at(`${INSTANCE}/nodeInstances/[^/]+`), 'operate'],
  ['PATCH', at(`${INSTANCE}(?:/nodeInstances/[^/]+)?/sla`), 'operate'],
  ['POST DELETE', /^\/[^/]+\/definition$/, 'admin'],
  ['POST', /^\/[^/]+$/, 'operate'],
  ['GET', /^\/[^/]+(?:\/[^/]+(?:\/tasks)?)?$/, 'read'],
  ['DELETE PUT PATCH', /^\/[^/]+\/[^/]+$/, 'operate'],
];

/** What a request needs; whatever is not known needs the most. */
export function needOf(method: string, pathname: string): Need {
  return listedNeed(method, pathname) ?? 'admin';
}

/** What the table says about a request; undefined when it says nothing. */
export function listedNeed(method: string, pathname: string): Need | undefined {
  const row = TABLE.find(([methods, path]) => methods.split(' ').includes(method) && path.test(pathname));
  return row?.[2];
}

/** Whether a scope is enough for what a request needs. */
export function covers(scope: Scope, need: Need): boolean {
  return need === 'open' || SCOPES.indexOf(scope) >= SCOPES.indexOf(need);
}

/** A path of the management API, which may end with a slash. */
function at(path: string): RegExp {
  return new RegExp(`^${path}/?$`);
}
