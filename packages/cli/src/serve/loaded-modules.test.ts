import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveAlone } from './serving-process.fixture.js';

/**
 * The packages that a start may load. Each costs every start some milliseconds and megabytes, so one is added here only when
 * no server can do without it; what some calls or requests need is loaded when they come, by `await import()`.
 */
const AT_START = [
  '@remix-run/node-fetch-server',
  'chokidar',
  'commander',
  'croner',
  'json-p3',
  'pg',
  'pg-connection-string',
  'pg-int8',
  'pg-pool',
  'pg-protocol',
  'pg-types',
  'postgres-array',
  'postgres-bytea',
  'postgres-date',
  'postgres-interval',
  'readdirp',
  'uuid',
  'xtend',
];

const GREETING = `
id: greeting
start: Greet
states: [{name: Greet, type: inject, data: {greeting: Hello}, end: true}]
`;

describe('what `orchestrator serve` loads', { timeout: 240_000 }, () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-modules-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Addresses of the modules of a process that served for a while. */
  async function loadedWhile(use: (url: string) => Promise<void>): Promise<readonly string[]> {
    await mkdir(path.join(folder, 'workflows'), { recursive: true });
    const file = path.join(folder, 'modules.json');
    const server = await serveAlone(folder, ['--data-dir', 'memory'], {
      imports: [new URL('record-modules.fixture.mjs', import.meta.url)],
      environment: { LOADED_MODULES: file },
    });
    await use(server.url);
    server.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    return JSON.parse(await readFile(file, 'utf8')) as string[];
  }

  it('is only what every server needs, until something else is asked for', async () => {
    const loaded = await loadedWhile(async (url) => {
      expect((await fetch(`${url}/q/health/ready`)).status).toBe(200);
    });
    expect(packagesOf(loaded).filter((name) => !AT_START.includes(name))).toEqual([]);
    const kinds = loaded.filter((url) => /\/connectors\/src\/(grpc|graphql|openapi|rest|script)\//.test(url));
    expect(kinds).toEqual([]);
  });

  it('is more once documents and requests need it, but still nothing of calls that no run made', async () => {
    await mkdir(path.join(folder, 'workflows'), { recursive: true });
    await writeFile(path.join(folder, 'workflows', 'greeting.sw.yaml'), GREETING);
    const loaded = await loadedWhile(async (url) => {
      const headers = { 'content-type': 'application/json' };
      expect((await fetch(`${url}/greeting`, { method: 'POST', headers, body: '{}' })).status).toBe(201);
      const body = JSON.stringify({ query: '{ ProcessInstances { id } }' });
      expect((await fetch(`${url}/graphql`, { method: 'POST', headers, body })).status).toBe(200);
    });
    const packages = packagesOf(loaded);
    expect(packages).toEqual(expect.arrayContaining(['ajv', 'graphql', 'yaml']));
    for (const name of ['@grpc/grpc-js', 'protobufjs', 'undici', '@opentelemetry/api'])
      expect(packages).not.toContain(name);
  });
});

function packagesOf(urls: readonly string[]): string[] {
  const names = urls.map((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? '');
  return [...new Set(names)].filter((name) => name !== '').sort();
}
