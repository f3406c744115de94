import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { resourceRoot } from './corpus.mjs';
import { makeWorkspace, toProperties } from './workspace.mjs';

const made = [];
afterEach(() => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true }))));

async function corpusWith(files) {
  const folder = await mkdtemp(path.join(tmpdir(), 'corpus-'));
  made.push(folder);
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), file);
  }
  return folder;
}

test('the application holds the definitions of the case and the other files of their root', async () => {
  const corpus = await corpusWith(['it/a.sw.json', 'it/b.sw.json', 'it/sub/c.sw.yaml', 'it/specs/x.yaml']);
  const { folder } = await makeWorkspace(corpus, ['it/a.sw.json', 'it/sub/c.sw.yaml'], { 'a.b': 'c' });
  made.push(folder);
  expect((await readdir(folder, { recursive: true })).sort()).toEqual([
    'a.sw.json',
    'application.properties',
    'specs',
    'specs/x.yaml',
    'sub',
    'sub/application.properties',
    'sub/c.sw.yaml',
  ]);
  expect(await readFile(path.join(folder, 'sub/application.properties'), 'utf8')).toBe('a.b=c\n');
});

test('the resource root is the first folder, below examples the second', () => {
  expect(resourceRoot('it/sub/a.sw.json')).toBe('it');
  expect(resourceRoot('examples/foreach/a.sw.json')).toBe('examples/foreach');
});

test('keys and values of settings lose their meaning as syntax', () => {
  expect(toProperties({ 'a b:c': 'http://x/y=z #1' })).toBe('a\\ b\\:c=http\\://x/y\\=z\\ \\#1\n');
});
