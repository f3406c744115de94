import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand } from './expand.js';
import { Settings } from './settings.js';
import { parseYamlProperties } from './yaml-properties.js';

const of = (values: { [key: string]: string }) => new Map(Object.entries(values));

describe('Settings', () => {
  it('are taken from what was set, the environment, the shared file and the folder, in this order', () => {
    const folder = of({ a: 'folder', b: 'folder', c: 'folder', d: 'folder' });
    const shared = of({ a: 'shared', b: 'shared', c: 'shared' });
    const environment = { A: 'environment', B: 'environment' };
    const settings = new Settings({ set: of({ a: 'set' }), environment, shared, folder });
    expect(Object.fromEntries(settings)).toEqual({ a: 'set', b: 'environment', c: 'shared', d: 'folder' });
    expect(settings.get('constructor')).toBeUndefined();
    expect(settings.has('d')).toBe(true);
  });

  it.each([
    ['the key itself', { 'kogito.sw.functions.f-1.host': 'h' }],
    ['the key with underscores', { kogito_sw_functions_f_1_host: 'h' }],
    ['the key with underscores in capitals', { KOGITO_SW_FUNCTIONS_F_1_HOST: 'h' }],
    [
      'the variable of the profile',
      { _PROD_KOGITO_SW_FUNCTIONS_F_1_HOST: 'h', KOGITO_SW_FUNCTIONS_F_1_HOST: 'x' },
    ],
  ])('are found in the environment under %s', (_, environment) => {
    expect(new Settings({ environment }).get('kogito.sw.functions.f-1.host')).toBe('h');
  });

  it('are filled in from each other, from the environment and by defaults', () => {
    const folder = of({
      a: '${HOST:none}:${b}',
      b: '${c:8080}',
      d: '${GONE}',
      e: '${x:${y:deep}}',
      f: '\\${HOST}',
      g: '${constructor:none}',
      h: '${open',
    });
    expect(Object.fromEntries(new Settings({ folder, environment: { HOST: 'h' } }))).toEqual({
      a: 'h:8080',
      b: '8080',
      d: '${GONE}',
      e: 'deep',
      f: '${HOST}',
      g: 'none',
      h: '${open',
    });
  });

  it('do not hang on values that refer to themselves', () => {
    const many = '${a}'.repeat(500);
    expect(new Settings({ folder: of({ a: '${b}', b: '${a}' }) }).get('a')).toBe('${b}');
    expect(
      new Settings({
        folder: of({ a: many.replaceAll('a', 'b'), b: many.replaceAll('a', 'c'), c: 'x' }),
      }).get('a'),
    ).toContain('x');
    const text = fc.array(fc.constantFrom('${', 'a', ':', '}', '\\', 'b'), { maxLength: 20 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const values = of({ a: a.join(''), b: b.join('') });
        expect(typeof expand('${a}', (key) => values.get(key))).toBe('string');
      }),
    );
  });
});

describe('parseYamlProperties', () => {
  it('makes dotted keys of nested ones', () => {
    const text =
      'quarkus:\n  http: {port: 8081}\n  "rest-client":\n    ~: x\n    a.b: [1, two]\n"%dev":\n  k: v\nnone:\n';
    expect(Object.fromEntries(parseYamlProperties(text))).toEqual({
      'quarkus.http.port': '8081',
      'quarkus.rest-client': 'x',
      'quarkus.rest-client.a.b': '1,two',
      '%dev.k': 'v',
    });
    expect(() => parseYamlProperties('a: [')).toThrow('line 1');
  });
});
