import type { Settings } from '@orchestrator/runtime';
import { json } from '../json.js';
import { basic, bearer } from './credentials.js';
import type { Scheme } from './credentials.js';
import { hasPermissions, Permissions } from './permissions.js';
import { covers } from './scopes.js';
import type { Need, Scope } from './scopes.js';
import { Tokens } from './tokens.js';
import type { AccessToken } from './tokens.js';
import { Users } from './users.js';

/** Who sends a request. */
export interface Caller {
  /** Absent: nobody knows. */
  readonly name?: string;
  /** What the caller may do; absent: scopes do not limit it. */
  readonly scope?: Scope;
}

/** Decides whose requests are served. */
export interface Gate {
  /** Whether only requests about health, and for the page of GraphQL, are served without credentials. */
  readonly closed: boolean;
  /**
   * Finds out who sends a request, or answers that it is refused.
   *
   * @param path - without `%` sequences
   */
  admit(request: Request, path: string, need: Need): Caller | Response | Promise<Caller | Response>;
  /**
   * Why somebody who was admitted to one path may not do something at another; undefined when nothing is against it.
   *
   * @param path - without `%` sequences
   */
  refusal(caller: Caller, method: string, path: string, need: Need): Response | undefined;
}

/**
 * The gate that a server was started with. Tokens close every path but those of health. The settings of the server ask for
 * user names and passwords with `quarkus.http.auth.basic=true` or where there are permissions (workflow-runtime.md 8.4). With
 * both, either will do, and permissions hold for all. With neither the gate is open.
 *
 * @throws AuthSettingsError
 */
export function createGate(settings: Settings, tokens: readonly AccessToken[] = []): Gate {
  const hasUsers = settings.get('quarkus.http.auth.basic') === 'true' || hasPermissions(settings);
  const users = hasUsers ? new Users(settings) : undefined;
  const permissions = hasUsers ? new Permissions(settings) : undefined;
  const hasTokens = tokens.length > 0;
  const schemes = [...(hasTokens ? [bearer(new Tokens(tokens))] : []), ...(users ? [basic(users)] : [])];
  const refusal: Gate['refusal'] = (caller, method, path, need) => {
    const known = caller.name !== undefined;
    if (hasTokens && !known && need !== 'open') return unauthorized(schemes);
    if (caller.scope && !covers(caller.scope, need)) return refuseScope(need);
    const policy = permissions?.policyFor(method, path) ?? 'permit';
    if (policy === 'permit' || (policy === 'authenticated' && known)) return undefined;
    return known ? forbidden() : unauthorized(schemes);
  };
  return {
    closed: hasTokens || (permissions?.closed ?? false),
    admit(request, path, need) {
      const caller = callerOf(request, schemes) ?? {};
      // Wrong credentials are refused everywhere, so that a slip does not go unnoticed on open paths.
      if (caller === 'unknown') return unauthorized(schemes);
      return refusal(caller, request.method, path, need) ?? caller;
    },
    refusal,
  };
}

/** Credentials of other kinds are for the services that workflows call. */
function callerOf(request: Request, schemes: readonly Scheme[]): Caller | 'unknown' | undefined {
  for (const scheme of schemes) {
    const caller = scheme.callerOf(request);
    if (caller) return caller;
  }
  return undefined;
}

function unauthorized(schemes: readonly Scheme[]): Response {
  const message = `Send ${schemes.map(({ wanted }) => wanted).join(' or ')} that this server knows.`;
  const challenges = schemes.map(({ challenge }) => challenge).join(', ');
  return json(401, { code: 'unauthorized', message }, { 'www-authenticate': challenges });
}

/** The answer to somebody who may not do something. */
export function refuseScope(scope: Need): Response {
  return json(
    403,
    { code: 'forbidden', message: `This needs a token with the scope "${scope}".` },
    { 'www-authenticate': `Bearer realm="Orchestrator", error="insufficient_scope", scope="${scope}"` },
  );
}

function forbidden(): Response {
  return json(403, { code: 'forbidden', message: 'Nobody may do this here.' });
}
