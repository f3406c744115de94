import type { Settings } from '@orchestrator/runtime';
import { json } from '../json.js';
import { hasPermissions, Permissions } from './permissions.js';
import { Users } from './users.js';

/** Who sends a request. */
export interface Caller {
  /** Absent: nobody knows. */
  readonly name?: string;
}

/** Finds out who sends a request, or answers that it is refused. */
export type Gate = (request: Request, path: string) => Caller | Response;

/** What a client is asked for (RFC 7617). */
const CHALLENGE = 'Basic realm="Orchestrator", charset="UTF-8"';

/**
 * The gate that the settings of the server ask for: user names and passwords with `quarkus.http.auth.basic=true` or where
 * there are permissions, else an open one (workflow-runtime.md 8.4).
 *
 * @throws AuthSettingsError
 */
export function createGate(settings: Settings): Gate {
  if (settings.get('quarkus.http.auth.basic') !== 'true' && !hasPermissions(settings)) return () => ({});
  const users = new Users(settings);
  const permissions = new Permissions(settings);
  return (request, path) => {
    const given = credentialsOf(request);
    // Wrong credentials are refused everywhere, so that a slip does not go unnoticed on open paths.
    if (given && !users.knows(given.name, given.password)) return unauthorized();
    const policy = permissions.policyFor(request.method, path);
    if (policy === 'permit' || (policy === 'authenticated' && given))
      return given ? { name: given.name } : {};
    return given ? forbidden() : unauthorized();
  };
}

/** The name and password of a request; other kinds of credentials are for the services that workflows call. */
function credentialsOf({ headers }: Request): { name: string; password: string } | undefined {
  const [, encoded] = /^Basic +([\w+/=-]*) *$/i.exec(headers.get('authorization') ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [name = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { name, password: password.join(':') };
}

function unauthorized(): Response {
  const body = { code: 'unauthorized', message: 'Send a user name and password that this server knows.' };
  return json(401, body, { 'www-authenticate': CHALLENGE });
}

function forbidden(): Response {
  return json(403, { code: 'forbidden', message: 'Nobody may do this here.' });
}
