import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInstance } from '@orchestrator/engine';
import type { Instance } from '@orchestrator/engine';
import { loadDefinition, StoredResources } from '@orchestrator/definition';
import type { Program } from '@orchestrator/definition';
import { Settings } from '../configuration/settings.js';
import { headOf } from '../definitions/definition-head.js';
import { partHeaders } from './credentials.js';
import { Environments } from './environments.js';
import { secretsTree } from './secrets-tree.js';
import { Vault } from './vault.js';

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
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const logger = { error: log, warn: log, info: log, debug: log };
  const open = (settings: Settings, program?: Program, vault = new Vault()) =>
    new Environments(
      { settings: () => settings, current: () => program && headOf(program), loaded: () => program },
      vault,
      logger,
    );

  it('give back the credentials of a start, which are not readable where it is stored', async () => {
    const environments = open(new Settings({ shared: new Map([['token', 't']]) }));
    const parted = environments.part({ authorization: 'canary', 'x-request-id': '1' });
    expect(parted.headers).toEqual({ 'x-request-id': '1' });
    expect(JSON.stringify(parted)).not.toContain('canary');
    expect(environments.of(await instance('i', parted))).toEqual({
      secrets: { token: 't' },
      headers: { authorization: 'canary' },
    });
    expect(environments.part({ accept: '*/*' })).toEqual({ headers: { accept: '*/*' } });
  });

  it('say when credentials were sealed under another key, and go on without them', async () => {
    const settings = new Settings({});
    const sealed = open(settings).part({ authorization: 'x' });
    const environments = open(settings);
    expect(environments.of(await instance('i', sealed)).headers).toEqual({});
    expect(lines.at(-1)).toContain('orchestrator.credentials.key');
  });

  it('reads a secret that a document mentions from a variable of the environment', async () => {
    const text =
      "id: w\nstart: A\nstates: [{name: A, type: inject, data: {}, stateDataFilter: {output: '${ $SECRET.my.token }'}, end: true}]";
    const { program } = await loadDefinition('w.sw.yaml', text, new StoredResources(new Map()));
    const settings = new Settings({ environment: { MY_TOKEN: 't', OTHER: 'x' } });
    const environments = open(settings, program);
    expect(environments.of(await instance('i')).secrets).toEqual({ my: { token: 't' } });
  });
});

async function instance(id: string, headers: Partial<Instance> = {}): Promise<Instance> {
  const text = 'id: w\nstart: A\nstates: [{name: A, type: inject, data: {}, end: true}]';
  const { program } = await loadDefinition('w.sw.yaml', text, new StoredResources(new Map()));
  if (!program) throw new Error('The definition has errors.');
  return createInstance(program, { id, data: {}, ...headers }, 0);
}
