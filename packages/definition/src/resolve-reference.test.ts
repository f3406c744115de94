import { describe, expect, it } from 'vitest';
import { resolveReference } from './resolve-reference.js';
import { ResourceError, StoredResources } from './resources.js';
import type { Resources } from './resources.js';

const from = { file: 'team/flow/shared/functions.yaml', workflowFolder: 'team/flow' };

const found = async (reference: string, paths: readonly string[], place = from) => {
  const resources = new StoredResources(new Map(paths.map((path) => [path, 'text'])));
  const resolved = await resolveReference(reference, place, resources);
  return 'text' in resolved ? resolved.path : resolved.code;
};

describe('resolveReference', () => {
  it('looks beside the file, in the workflow’s folder, then in the folders above', async () => {
    const all = ['team/flow/shared/a.json', 'team/flow/a.json', 'team/a.json', 'a.json'];
    expect(await found('a.json', all)).toBe('team/flow/shared/a.json');
    expect(await found('a.json', all.slice(1))).toBe('team/flow/a.json');
    expect(await found('a.json', all.slice(2))).toBe('team/a.json');
    expect(await found('a.json', all.slice(3))).toBe('a.json');
    expect(await found('a.json', [])).toBe('resource-missing');
  });

  it.each(['classpath:specs/a.json', 'classpath:/specs/a.json', 'file:specs/a.json', '/specs/a.json'])(
    'follows %s from the root of the resources',
    async (reference) => {
      expect(await found(reference, ['team/specs/a.json'])).toBe('team/specs/a.json');
    },
  );

  it('climbs, but not out of the workflows folder', async () => {
    expect(await found('../../../x/a.json', ['x/a.json'])).toBe('x/a.json');
    expect(await found('../../../../etc/passwd', [])).toBe('resource-outside');
  });

  it('takes addresses as they are, and follows references between them', async () => {
    const remote = { ...from, file: 'https://x.example/a/b.json' };
    expect(await found('https://x.example/a.json#x', ['https://x.example/a.json'])).toBe(
      'https://x.example/a.json',
    );
    expect(await found('../c.json', ['https://x.example/c.json'], remote)).toBe('https://x.example/c.json');
    expect(await found('https://x.example/a.json', [])).toBe('resource-unavailable');
    expect(await found('file://machine/a.json', [])).toBe('resource-unavailable');
  });

  it('tells why a file that is there cannot be read', async () => {
    const resources: Resources = {
      read: () => Promise.reject(new ResourceError('resource-too-large', 'It is too large.')),
    };
    expect(await resolveReference('a.json', from, resources)).toMatchObject({
      code: 'resource-too-large',
      message: 'It is too large.',
    });
    const defective: Resources = { read: () => Promise.reject(new Error('disk on fire')) };
    await expect(resolveReference('a.json', from, defective)).rejects.toThrow('disk on fire');
  });
});
