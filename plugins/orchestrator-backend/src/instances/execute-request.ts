import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { AuthToken } from '@orchestrator/plugin-orchestrator-common';
import { asJsonObject, asObject, field } from '../client/fields';
import { present } from '../client/present';

/** A start request that was checked. */
export interface ExecuteRequest {
  readonly inputData: JsonObject;
  readonly authTokens: readonly AuthToken[];
  readonly targetEntity?: string;
}

const MAX_TOKENS = 20;
const MAX_TARGET = 512;
const MAX_KEY = 255;

/**
 * Reads the body of the execute endpoint (contract 2.2).
 *
 * @throws InputError that names what does not fit
 */
export function parseExecuteRequest(body: unknown): ExecuteRequest {
  if (asObject(body) === undefined) {
    throw new InputError('The body must be an object with inputData.');
  }
  const inputData = asJsonObject(field(body, 'inputData') ?? {});
  if (inputData === undefined) {
    throw new InputError('inputData must be an object.');
  }
  if (field(inputData, 'isEvent') === true) {
    throw new InputError('Runs cannot be started by an event yet. Leave out inputData.isEvent.');
  }
  return present({ inputData, authTokens: authTokens(body), targetEntity: targetEntity(body) });
}

/**
 * The header by which the workflow service recognises a repeated start (`Idempotency-Key`); none where the caller gave no
 * key. The service knows only this backend as its caller, so that keys of different users are told apart here.
 *
 * @throws InputError
 */
export function keyHeader(key: string | undefined, userRef: string): { readonly [name: string]: string } {
  if (key === undefined) {
    return {};
  }
  if (key === '' || key.length > MAX_KEY) {
    throw new InputError(`Idempotency-Key must have 1 to ${MAX_KEY} characters.`);
  }
  const own = JSON.stringify([userRef, key]);
  return { 'Idempotency-Key': createHash('sha256').update(own).digest('base64url') };
}

/** Headers that carry the caller's tokens to a workflow service (contract 5.2). */
export function tokenHeaders(tokens: readonly AuthToken[]): { readonly [name: string]: string } {
  return Object.fromEntries(
    tokens.map(({ provider, token }) => {
      const name = provider.slice(0, 1).toUpperCase() + provider.slice(1).toLowerCase();
      return [`X-Authorization-${name}`, token];
    }),
  );
}

function targetEntity(body: unknown): string | undefined {
  const value = field(body, 'targetEntity') ?? undefined;
  if (value === undefined) {
    return undefined;
  }
  if (
    typeof value !== 'string' ||
    value.length > MAX_TARGET ||
    !/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/.test(value)
  ) {
    throw new InputError('targetEntity must be an entity ref such as component:default/my-component.');
  }
  return value;
}

function authTokens(body: unknown): AuthToken[] {
  const list = field(body, 'authTokens') ?? [];
  if (!Array.isArray(list) || list.length > MAX_TOKENS) {
    throw new InputError(`authTokens must be a list of at most ${MAX_TOKENS} tokens.`);
  }
  return list.map(authToken);
}

function authToken(item: unknown, index: number): AuthToken {
  const at = `authTokens[${index}]`;
  const provider = field(item, 'provider');
  const token = field(item, 'token');
  const unknown = Object.keys(asObject(item) ?? {}).find((key) => key !== 'provider' && key !== 'token');
  if (unknown !== undefined) {
    throw new InputError(`${at} has no ${unknown}; it takes provider and token.`);
  }
  // Both become part of an HTTP header.
  if (typeof provider !== 'string' || !/^[\w.-]{1,64}$/.test(provider)) {
    throw new InputError(`${at}.provider must be a name of letters, digits, "-", "_" and ".".`);
  }
  if (typeof token !== 'string' || !/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(token)) {
    throw new InputError(`${at}.token must be a token without line breaks.`);
  }
  return { provider, token };
}
