import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StoreLockedError } from '../errors.js';
import { lockFolder } from './folder-lock.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('is had by one at a time, and knows whether the former one let go of it', async () => {
  const first = await lockFolder(folder);
  expect(first.wasReleased).toBe(true);
  await expect(lockFolder(folder)).rejects.toThrow(StoreLockedError);
  first.release();
  const second = await lockFolder(folder);
  expect(second.wasReleased).toBe(true);
  second.release();
});

it('was not released by a process that died: its pid is still there', async () => {
  await writeFile(path.join(folder, 'lock.pid'), '1\n');
  const next = await lockFolder(folder);
  expect(next.wasReleased).toBe(false);
  // It failed to start before it could give up what the dead one held.
  next.release(next.wasReleased);
  const last = await lockFolder(folder);
  expect(last.wasReleased).toBe(false);
  last.release();
});
