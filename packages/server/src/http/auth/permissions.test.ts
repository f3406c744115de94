import { Settings } from '@orchestrator/runtime';
import { describe, expect, it } from 'vitest';
import { AuthSettingsError } from './auth-settings-error.js';
import { Permissions } from './permissions.js';

const permissions = (shared: Record<string, string>) => {
  const keys = Object.entries(shared).map(
    ([key, value]) => [`quarkus.http.auth.permission.${key}`, value] as const,
  );
  return new Permissions(new Settings({ shared: new Map(keys) }));
};

describe('Permissions', () => {
  it.each([
    ['/a', 'authenticated'],
    ['/a/', 'authenticated'],
    ['/a/b/c', 'authenticated'],
    ['/ab', 'permit'],
    ['/a/open', 'permit'],
    ['/a/open/x', 'authenticated'],
    ['/a/closed/x', 'deny'],
    ['/exact', 'deny'],
    ['/exact/x', 'permit'],
  ])('find for %s that it is %s', (path, policy) => {
    const found = permissions({
      'all.paths': '/a/*, exact',
      'all.policy': 'authenticated',
      'open.paths': '/a/open',
      'open.policy': 'permit',
      'closed.paths': '/a/closed/*,/exact',
      'closed.policy': 'deny',
      'off.paths': '/*',
      'off.policy': 'deny',
      'off.enabled': 'false',
    }).policyFor('GET', path);
    expect(found).toBe(policy);
  });

  it('close a path for methods that no permission names', () => {
    const some = permissions({ 'a.paths': '/*', 'a.policy': 'permit', 'a.methods': 'get' });
    expect(['GET', 'POST'].map((method) => some.policyFor(method, '/'))).toEqual(['permit', 'deny']);
    const rest = {
      'a.paths': '/*',
      'a.policy': 'permit',
      'a.methods': 'GET',
      'b.paths': '/*',
      'b.policy': 'authenticated',
    };
    expect(permissions(rest).policyFor('POST', '/x')).toBe('authenticated');
    expect(permissions(rest).policyFor('GET', '/x')).toBe('permit');
  });

  it.each([
    [{ 'a.paths': '/*', 'a.policy': 'authenticated' }, true],
    [{ 'a.paths': '/*', 'a.policy': 'deny', 'b.paths': '/q/health/*', 'b.policy': 'permit' }, true],
    [{ 'a.paths': '/*', 'a.policy': 'authenticated', 'b.paths': '/q/healthy', 'b.policy': 'permit' }, false],
    [{ 'a.paths': '/*', 'a.policy': 'permit' }, false],
    [{ 'a.paths': '/', 'a.policy': 'authenticated' }, false],
    [{ 'a.paths': '/a/*', 'a.policy': 'authenticated' }, false],
  ])('tell of %j whether they close everything but health: %s', (shared, closed) => {
    expect(permissions(shared).closed).toBe(closed);
  });

  it.each([
    [{}, 'protects nothing'],
    [{ 'a.paths': '/*' }, 'a.policy'],
    [{ 'a.paths': '/*', 'a.policy': 'admins' }, 'a.policy'],
    [{ 'a.policy': 'deny' }, 'a.paths'],
    [{ 'a.paths': '/a/*/b', 'a.policy': 'deny' }, 'star'],
    [{ 'a.paths': '/*', 'a.policy': 'deny', 'a.auth-mechanism': 'basic' }, 'auth-mechanism'],
  ])('refuse %j', (shared, message) => {
    expect(() => permissions(shared)).toThrow(AuthSettingsError);
    expect(() => permissions(shared)).toThrow(message);
  });
});
