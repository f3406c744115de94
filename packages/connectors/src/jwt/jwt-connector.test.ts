import { describe, expect, it } from 'vitest';
import type { Json } from '@orchestrator/definition';
import { callOf, failureOf, never } from '../testing/call.fixture.js';
import { jwtConnector } from './jwt-connector.js';

const CLAIMS = {
  sub: '7',
  preferred_username: 'ann',
  email: 'ann@example.com',
  iat: 1516239022,
  name: 'Änn',
};

function token(payload: string): string {
  return ['{"alg":"HS256"}', payload, 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
}

describe('jwt-parser', () => {
  const read = async (operation: string, given: Json) =>
    (await jwtConnector.call(callOf({ operation, arguments: given }), never)).result;
  const valid = token(JSON.stringify(CLAIMS));

  it.each(['', 'parse'])('gives all claims for "%s"', async (operation) => {
    expect(await read(operation, { token: valid })).toEqual(CLAIMS);
  });

  it('strips "Bearer" and gives of the claims about the user those that there are', async () => {
    const { iat: _, ...user } = CLAIMS;
    expect(await read('extractUser', { token: `Bearer ${valid}` })).toEqual(user);
  });

  it('gives one claim; null when there is none of that name', async () => {
    expect(await read('extractClaim', { token: valid, claim: 'iat' })).toBe(1516239022);
    expect(await read('extractClaim', { token: valid, claim: 'constructor' })).toBeNull();
  });

  it.each<[string, Json]>([
    ['parse', {}],
    ['parse', { token: 7 }],
    ['parse', { token: 'TOPSECRET' }],
    ['parse', { token: 'a.TOPSECRET.c' }],
    ['parse', { token: token('["TOPSECRET"]') }],
    ['extractClaim', { token: valid }],
    ['verify', { token: valid }],
  ])('refuses %s of %j without showing the token', async (operation, given) => {
    const error = await failureOf(read(operation, given));
    expect(error.code).toBe('bad-arguments');
    expect(error.message).not.toContain('TOPSECRET');
  });
});
