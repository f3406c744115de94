import type { Caller } from './gate.js';
import type { Tokens } from './tokens.js';
import type { Users } from './users.js';

/** One way in which clients show who they are. */
export interface Scheme {
  /** How clients are asked for it (RFC 9110 11.6.1). */
  readonly challenge: string;
  /** What clients are told to send. */
  readonly wanted: string;
  /** Who sends a request; `unknown`: these credentials are wrong; undefined: it carries none of this kind. */
  callerOf(request: Request): Caller | 'unknown' | undefined;
}

/** User names and passwords (RFC 7617). */
export function basic(users: Users): Scheme {
  return {
    challenge: 'Basic realm="Orchestrator", charset="UTF-8"',
    wanted: 'a user name and password',
    callerOf(request) {
      const encoded = credentials(request, /^Basic +([\w+/=-]*) *$/i);
      if (encoded === undefined) return undefined;
      const [name = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
      return users.knows(name, password.join(':')) ? { name } : 'unknown';
    },
  };
}

/** Tokens (RFC 6750). */
export function bearer(tokens: Tokens): Scheme {
  return {
    challenge: 'Bearer realm="Orchestrator"',
    wanted: 'a token ("Authorization: Bearer …")',
    callerOf(request) {
      const token = credentials(request, /^Bearer +(.*?) *$/i);
      return token === undefined ? undefined : (tokens.ownerOf(token) ?? 'unknown');
    },
  };
}

function credentials({ headers }: Request, pattern: RegExp): string | undefined {
  return pattern.exec(headers.get('authorization') ?? '')?.[1];
}
