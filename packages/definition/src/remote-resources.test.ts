import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RemoteResources } from './remote-resources.js';
import { MAX_FILE_BYTES, StoredResources } from './resources.js';

const files = new StoredResources(new Map([['local/a.json', 'local']]));

describe('RemoteResources', () => {
  it('reads paths from the files, and knows no address by itself', async () => {
    const resources = new RemoteResources(files, {});
    expect(await resources.read('local/a.json')).toBe('local');
    expect(await resources.read('https://x.example/a.json')).toBeUndefined();
  });

  it('gives copies by their whole address', async () => {
    const copies = new Map([['https://x.example/a.json', 'copy']]);
    const resources = new RemoteResources(files, { copies });
    expect(await resources.read('https://x.example/a.json')).toBe('copy');
    expect(await resources.read('https://x.example/a.json?v=2')).toBeUndefined();
  });
});

describe('a resource map', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-'));
    await mkdir(path.join(folder, 'specs/deep'), { recursive: true });
    await writeFile(path.join(folder, 'specs/a b.json'), 'mapped');
    await writeFile(path.join(folder, 'specs/deep/c.json'), 'deep');
    await writeFile(path.join(folder, 'secret.json'), 'outside');
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('answers what lies below an address from a folder, the longest beginning first', async () => {
    const map = new Map([
      ['https://x.example/', path.join(folder, 'specs')],
      ['https://x.example/far/', path.join(folder, 'specs/deep')],
    ]);
    const copies = new Map([['https://x.example/a%20b.json', 'copy']]);
    const resources = new RemoteResources(files, { map, copies });
    expect(await resources.read('https://x.example/a%20b.json')).toBe('mapped');
    expect(await resources.read('https://x.example/a%20b.json?raw=1#top')).toBe('mapped');
    expect(await resources.read('https://x.example/far/c.json')).toBe('deep');
    expect(await resources.read('https://x.example/none.json')).toBeUndefined();
    expect(await resources.read('https://y.example/a.json')).toBeUndefined();
  });

  it('does not lead out of its folder', async () => {
    const map = new Map([['https://x.example/', path.join(folder, 'specs')]]);
    const resources = new RemoteResources(files, { map });
    await expect(resources.read('https://x.example/../secret.json')).rejects.toMatchObject({
      code: 'resource-outside',
    });
    await expect(resources.read('https://x.example/%2e%2e/secret.json')).rejects.toMatchObject({
      code: 'resource-outside',
    });
  });
});

describe('fetching', () => {
  let server: Server;

  const serve = async (listener: RequestListener): Promise<string> => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/spec.json`;
  };

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('happens only when it is allowed', async () => {
    const address = await serve((_, response) => response.end('fetched é'));
    expect(await new RemoteResources(files, {}).read(address)).toBeUndefined();
    expect(await new RemoteResources(files, { fetch }).read(address)).toBe('fetched é');
  });

  it('tells what an address answers instead of a document', async () => {
    const address = await serve((_, response) => response.writeHead(404).end());
    await expect(new RemoteResources(files, { fetch }).read(address)).rejects.toMatchObject({
      code: 'resource-unavailable',
      message: `${address} can't be read: it answers 404.`,
    });
  });

  it('waits a bounded time', async () => {
    const address = await serve(() => undefined);
    await expect(new RemoteResources(files, { fetch, timeoutMs: 50 }).read(address)).rejects.toMatchObject({
      message: `${address} can't be read: it takes too long to answer.`,
    });
  });

  it('reads a bounded number of bytes', async () => {
    const address = await serve((_, response) => response.end('x'.repeat(MAX_FILE_BYTES + 1)));
    await expect(new RemoteResources(files, { fetch }).read(address)).rejects.toMatchObject({
      code: 'resource-too-large',
    });
  });
});
