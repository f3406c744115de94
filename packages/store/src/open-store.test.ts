import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreFolderError, StoreLockedError, StoreOptionsError, StoreUnavailableError } from './errors.js';
import { openStore } from './open-store.js';
import { callOf, changeOf, definitionOf, instanceOf } from './testing/changes.fixture.js';

const claim = { owner: 'next', leaseMs: 60_000, limit: 10_000 };
let folder: string;

// Making a database takes 3 s of a free processor, and some tests make two.
vi.setConfig({ testTimeout: 90_000 });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orchestrator-store-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a data folder', () => {
  it('keeps what was committed, refuses a second opening, and opens again after closing', async () => {
    const dataDir = join(folder, 'made', 'on the way');
    const store = await openStore({ kind: 'pglite', dataDir });
    await store.saveDefinition(definitionOf('greeting'));
    await store.commit([changeOf(instanceOf('a', 1), { effects: [callOf('a:1')] })]);
    const refusal = await openStore({ kind: 'pglite', dataDir }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreLockedError);
    expect(refusal).toMatchObject({ pid: process.pid });
    await store.close();
    await expect(store.load('a')).rejects.toThrow(StoreUnavailableError);
    const again = await openStore({ kind: 'pglite', dataDir });
    expect(await again.load('a')).toEqual(instanceOf('a', 1));
    await again.close();
  });

  it('is locked while another process has it, and after kill -9 holds every acknowledged commit and no lease', async () => {
    const holder = startHolder(folder);
    const acknowledged = await linesOf(holder, 20);
    const refusal = await openStore({ kind: 'pglite', dataDir: folder }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreLockedError);
    expect(String(refusal)).toContain(`in use by process ${holder.pid}`);

    holder.kill('SIGKILL');
    await once(holder, 'close');
    const store = await openStore({ kind: 'pglite', dataDir: folder });
    const calls = new Set((await store.claimCalls(claim)).map((call) => call.instanceId));
    for (const line of acknowledged) {
      const id = line.replace(/^committed /, '');
      expect(await store.load(id)).toMatchObject({ id, version: 1 });
      expect(calls).toContain(id);
    }
    await store.close();
  });

  it('in which a process died while it made the database opens all the same', async () => {
    await mkdir(join(folder, 'database.new', 'base'), { recursive: true });
    await writeFile(join(folder, 'database.new', 'PG_VERSION'), '18\n');
    const store = await openStore({ kind: 'pglite', dataDir: folder });
    expect(await store.index.countInstances()).toBe(0);
    await store.close();
  });

  it('that cannot be made is refused with a sentence', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const failure = await openStore({ kind: 'pglite', dataDir: join(file, 'data') }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(StoreFolderError);
    expect(String(failure)).toContain('cannot be written (ENOTDIR)');
  });
});

describe('a PostgreSQL server', () => {
  it('that does not answer is named by host and port, never with its password', async () => {
    const url = 'postgresql://ann:s3cret@127.0.0.1:1/orchestrator';
    const failure = await openStore({ kind: 'postgres', url }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreUnavailableError);
    expect(String(failure)).toContain('127.0.0.1:1 ');
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('s3cret');
  });

  it.each(['', 'ann:s3cret', 'mysql://ann:s3cret@localhost/x'])('with the URL %j is refused', async (url) => {
    const failure = await openStore({ kind: 'postgres', url }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreOptionsError);
    expect(String(failure)).not.toContain('s3cret');
  });
});

function startHolder(dataDir: string): ChildProcess {
  const beside = (name: string): URL => new URL(`./testing/${name}`, import.meta.url);
  const hooks = beside('resolve-sources.fixture.mjs').href;
  const script = fileURLToPath(beside('store-process.fixture.ts'));
  return spawn(process.execPath, ['--conditions=source', '--import', hooks, script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The first lines that a process prints. */
async function linesOf(child: ChildProcess, count: number): Promise<string[]> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const lines = text.split('\n').slice(0, -1);
    if (lines.length >= count) return lines;
  }
  throw new Error(`The process ended after: ${text}`);
}
