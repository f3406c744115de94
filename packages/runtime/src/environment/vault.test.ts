import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Vault } from './vault.js';

const headers = fc.dictionary(fc.string(), fc.string());

describe('Vault', () => {
  it('opens what it sealed, in another process with the same secret too', () => {
    fc.assert(
      fc.property(headers, fc.string({ minLength: 1 }), (value, secret) => {
        expect(new Vault(secret).open(new Vault(secret).seal(value))).toEqual({ ...value });
      }),
    );
  });

  it('shows nothing of what it holds, not even that it is the same', () => {
    const vault = new Vault();
    const sealed = [1, 2].map(() => vault.seal({ authorization: 'canary' }));
    expect(new Set(sealed).size).toBe(2);
    for (const text of sealed) {
      expect(Buffer.from(text.slice(3), 'base64url').toString('latin1')).not.toContain('canary');
    }
  });

  it('opens nothing of others, and nothing that was changed', () => {
    const sealed = new Vault('one').seal({ a: 'b' });
    expect(new Vault('two').open(sealed)).toBeUndefined();
    expect(new Vault().open(sealed)).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom('A', 'z', '.', ''), (at, other) => {
        const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
        const before = Buffer.from(sealed.slice(3), 'base64url');
        // The last character of base64 holds bits that mean nothing.
        fc.pre(!changed.startsWith('v1.') || !Buffer.from(changed.slice(3), 'base64url').equals(before));
        expect(new Vault('one').open(changed)).toBeUndefined();
      }),
    );
  });
});
