import { createHash, timingSafeEqual } from 'node:crypto';
import { SCOPES } from './scopes.js';
import type { Scope } from './scopes.js';

/** A secret text by which a client shows who it is (RFC 6750). */
export interface AccessToken {
  /** Who has it: the identity of the runs that are started with it. */
  readonly name: string;
  /** SHA-256 of the token, 64 hexadecimal digits: the token itself is not needed. */
  readonly sha256: string;
  /** What its owner may do; the widest one counts. */
  readonly scopes: readonly Scope[];
}

/** The owner of a token. */
export interface TokenOwner {
  readonly name: string;
  readonly scope: Scope;
}

/** The tokens that a server knows. */
export class Tokens {
  readonly #known: readonly { readonly hash: Buffer; readonly owner: TokenOwner }[];

  constructor(tokens: readonly AccessToken[]) {
    this.#known = tokens.map(({ name, sha256, scopes }) => ({
      hash: Buffer.from(sha256, 'hex'),
      owner: { name, scope: widest(scopes) },
    }));
  }

  /** Whose token this is. It takes the same time whichever it is, and however much of it fits. */
  ownerOf(token: string): TokenOwner | undefined {
    const given = createHash('sha256').update(token).digest();
    const fitting = this.#known.filter(({ hash }) => timingSafeEqual(hash, given));
    return fitting[0]?.owner;
  }
}

function widest(scopes: readonly Scope[]): Scope {
  return SCOPES.findLast((scope) => scopes.includes(scope)) ?? 'read';
}
