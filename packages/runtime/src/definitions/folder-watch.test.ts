import { appendFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FolderWatch } from './folder-watch.js';

let root = '';
let watch: FolderWatch;
const changed = vi.fn();
const failed = vi.fn();

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'orchestrator-watch-'));
  vi.clearAllMocks();
  watch = new FolderWatch(root, { changed, failed });
});
afterEach(async () => {
  await watch.close();
  await rm(root, { recursive: true });
});

const files = (): string[] => [...watch.files].sort();
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 10 });

it('lists files of all depths, links as files, and nothing that is hidden', async () => {
  await mkdir(path.join(root, 'a/b'), { recursive: true });
  await mkdir(path.join(root, 'node_modules'));
  await mkdir(path.join(root, '.git'));
  for (const name of ['a/b/deep.yaml', 'top.yaml', '.hidden', '.seen.sw.yaml', 'node_modules/x', '.git/x'])
    await writeFile(path.join(root, name), '');
  await symlink(path.join(root, 'top.yaml'), path.join(root, 'link.yaml'));
  expect(await watch.list()).toBe(true);
  expect(files()).toEqual(['.seen.sw.yaml', 'a/b/deep.yaml', 'link.yaml', 'top.yaml']);
});

it('tells what was added, written and removed between the listing and the watching', async () => {
  for (const name of ['kept', 'gone', 'written']) await writeFile(path.join(root, name), '');
  await watch.list();
  await rm(path.join(root, 'gone'));
  await writeFile(path.join(root, 'new'), '');
  await appendFile(path.join(root, 'written'), 'more');
  await watch.start();
  expect(changed).toHaveBeenCalled();
  expect(files()).toEqual(['kept', 'new', 'written']);
});

it('tells nothing of files that are still the same, and what happens once they are watched', async () => {
  await writeFile(path.join(root, 'same'), '');
  await watch.list();
  await watch.start();
  expect(changed).not.toHaveBeenCalled();
  await writeFile(path.join(root, 'same'), 'other');
  await soon(() => expect(changed).toHaveBeenCalled());
});

it('has links looked at once more, since what they lead to changes without them', async () => {
  await mkdir(path.join(root, '..data'));
  await writeFile(path.join(root, '..data/a.sw.yaml'), '');
  await symlink('..data/a.sw.yaml', path.join(root, 'a.sw.yaml'));
  await watch.list();
  await watch.start();
  expect(changed).toHaveBeenCalled();
  expect(failed).not.toHaveBeenCalled();
});
