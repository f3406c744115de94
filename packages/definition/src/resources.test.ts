import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderResources, MAX_FILE_BYTES } from './resources.js';

describe('FolderResources', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-'));
    await mkdir(path.join(folder, 'workflows/a'), { recursive: true });
    await writeFile(path.join(folder, 'workflows/a/file.json'), 'inside');
    await writeFile(path.join(folder, 'secret.txt'), 'outside');
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('reads files below its root and answers nothing for missing ones', async () => {
    const resources = new FolderResources(path.join(folder, 'workflows'));
    expect(await resources.read('a/file.json')).toBe('inside');
    expect(await resources.read('a/none.json')).toBeUndefined();
    expect(await resources.read('a')).toBeUndefined();
  });

  it('refuses paths and links that lead out of it', async () => {
    const resources = new FolderResources(path.join(folder, 'workflows'));
    await symlink(path.join(folder, 'secret.txt'), path.join(folder, 'workflows/a/link.json'));
    await expect(resources.read('../secret.txt')).rejects.toMatchObject({ code: 'resource-outside' });
    await expect(resources.read('a/link.json')).rejects.toMatchObject({ code: 'resource-outside' });
  });

  it('refuses what is too large, and knows no addresses', async () => {
    const resources = new FolderResources(path.join(folder, 'workflows'));
    await writeFile(path.join(folder, 'workflows/a/large.json'), ' '.repeat(MAX_FILE_BYTES + 1));
    await expect(resources.read('a/large.json')).rejects.toMatchObject({ code: 'resource-too-large' });
    expect(await resources.read('https://x.example/a/file.json')).toBeUndefined();
  });
});
