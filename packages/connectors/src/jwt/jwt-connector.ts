import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { badArguments } from '../call-failure.js';
import type { CallResult, Connector, ConnectorCall } from '../connector.js';

/** The claims that say who somebody is. */
const USER_CLAIMS = ['sub', 'preferred_username', 'email', 'name', 'given_name', 'family_name'];

/**
 * Reads the claims of a JSON Web Token: `jwt-parser[:parse|extractUser|extractClaim]` (workflow-runtime.md 2.3).
 *
 * The signature is not verified, nor is the token's time: whoever can start the workflow can claim anything. Where that
 * matters, the server in front of the workflow has to verify tokens.
 */
export const jwtConnector: Connector = {
  async call(call: ConnectorCall): Promise<CallResult> {
    const claims = claimsOf(textArgument(call, 'token'));
    switch (call.operation) {
      case '':
      case 'parse':
        return { result: claims };
      case 'extractUser':
        return { result: Object.fromEntries(USER_CLAIMS.flatMap((name) => present(claims, name))) };
      case 'extractClaim': {
        const [[, claim] = ['', null]] = present(claims, textArgument(call, 'claim'));
        return { result: claim };
      }
      default:
        throw badArguments(
          `"jwt-parser:${call.operation}" is unknown; use parse, extractUser or extractClaim.`,
        );
    }
  },
};

function present(claims: JsonObject, name: string): [string, Json][] {
  return Object.hasOwn(claims, name) ? [[name, claims[name] ?? null]] : [];
}

function textArgument({ arguments: given }: ConnectorCall, name: string): string {
  const value = isJsonObject(given) && Object.hasOwn(given, name) ? given[name] : undefined;
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw badArguments(`The argument "${name}" must be given as text.`);
}

/** Never says anything of the token itself: it is a credential. */
function claimsOf(token: string): JsonObject {
  const parts = token
    .replace(/^\s*Bearer\s+/i, '')
    .trim()
    .split('.');
  const [, payload = ''] = parts;
  // Without signature, signed (RFC 7519 6, RFC 7515); an encrypted token has five parts and can't be read.
  if (parts.length !== 3) throw unreadable();
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(payload, 'base64url'));
    const claims = JSON.parse(text) as Json;
    if (isJsonObject(claims)) return claims;
  } catch {
    // Told below, without what the parser says: it would show the token.
  }
  throw unreadable();
}

function unreadable(): Error {
  return badArguments(
    'The argument "token" is no JSON Web Token: three parts separated by dots are expected.',
  );
}
