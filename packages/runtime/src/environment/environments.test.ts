import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInstance } from '@orchestrator/engine';
import type { Instance } from '@orchestrator/engine';
import { loadDefinition, StoredResources } from '@orchestrator/definition';
import { Settings } from '../configuration/settings.js';
import { partHeaders } from './credentials.js';
import { Environments } from './environments.js';
import { secretsTree } from './secrets-tree.js';

describe('secretsTree', () => {
  it('makes a tree of dotted keys', () => {
    const settings = new Map([
      ['a.b', '1'],
      ['a.c.d', '2'],
      ['e', '3'],
    ]);
    expect(secretsTree(settings)).toEqual({ a: { b: '1', c: { d: '2' } }, e: '3' });
  });

  it('lets the longer key win where one is the beginning of the other, whatever their order', () => {
    const entries: [string, string][] = [
      ['a', '1'],
      ['a.b', '2'],
    ];
    expect(secretsTree(new Map(entries))).toEqual({ a: { b: '2' } });
    expect(secretsTree(new Map(entries.toReversed()))).toEqual({ a: { b: '2' } });
  });

  it('takes any names for ordinary ones', () => {
    const name = fc.constantFrom('__proto__', 'constructor', 'a', '', 'toString');
    const property = fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      let found: unknown = secretsTree(new Map([[names.join('.'), 'secret']]));
      for (const step of names) found = Object.getOwnPropertyDescriptor(found, step)?.value;
      expect(found).toBe('secret');
      expect(Object.getPrototypeOf({})).not.toHaveProperty('a');
    });
    fc.assert(property);
  });
});

describe('partHeaders', () => {
  it('keeps credentials apart from what may be stored', () => {
    const { stored, credentials } = partHeaders({
      authorization: 'Bearer x',
      'X-Api-Key': 'k',
      cookie: 'c',
      'x-authorization-shop': 'y',
      'x-request-id': '1',
      accept: '*/*',
    });
    expect(stored).toEqual({ 'x-request-id': '1', accept: '*/*' });
    expect(Object.keys(credentials)).toEqual([
      'authorization',
      'X-Api-Key',
      'cookie',
      'x-authorization-shop',
    ]);
  });
});

describe('Environments', () => {
  it('gives subflows the credentials of the outermost start, until that has ended', async () => {
    const settings = new Settings({ shared: new Map([['token', 't']]) });
    const environments = new Environments({ settings: () => settings, current: () => undefined });
    environments.remember('root', { authorization: 'x' });
    const parent = { instanceId: 'root', child: 'c', rootInstanceId: 'root', rootWorkflowId: 'w' };
    const root = await instance('root');
    const child = { ...(await instance('c')), parent };
    expect(environments.of(root)).toEqual({ secrets: { token: 't' }, headers: { authorization: 'x' } });
    expect(environments.of(child).headers).toEqual({ authorization: 'x' });
    expect(environments.of(await instance('other')).headers).toEqual({});
    environments.forget('root');
    expect(environments.of(child).headers).toEqual({});
  });

  it('reads a secret that a document mentions from a variable of the environment', async () => {
    const text =
      "id: w\nstart: A\nstates: [{name: A, type: inject, data: {}, stateDataFilter: {output: '${ $SECRET.my.token }'}, end: true}]";
    const { program } = await loadDefinition('w.sw.yaml', text, new StoredResources(new Map()));
    const settings = new Settings({ environment: { MY_TOKEN: 't', OTHER: 'x' } });
    const environments = new Environments({ settings: () => settings, current: () => program });
    expect(environments.of(await instance('i')).secrets).toEqual({ my: { token: 't' } });
  });
});

async function instance(id: string): Promise<Instance> {
  const text = 'id: w\nstart: A\nstates: [{name: A, type: inject, data: {}, end: true}]';
  const { program } = await loadDefinition('w.sw.yaml', text, new StoredResources(new Map()));
  if (!program) throw new Error('The definition has errors.');
  return createInstance(program, { id, data: {} }, 0);
}
