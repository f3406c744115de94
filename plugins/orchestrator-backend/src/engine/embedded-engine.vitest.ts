import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFolder, writeDocuments } from '../testing/documents.fixture';
import { openEngine } from './open-engine';
import { readOrchestratorConfig } from './orchestrator-config';

// Databases are made on disk here, which takes its time on a busy machine.
describe('an engine that cannot start', { timeout: 90_000 }, () => {
  const logger = mockServices.rootLogger();
  let workflows: string;
  let dataDir: string;

  beforeAll(async () => {
    [workflows, dataDir] = await Promise.all([writeDocuments(), newFolder()]);
  });
  afterAll(() =>
    Promise.all([workflows, dataDir].map((folder) => rm(folder, { recursive: true, force: true }))),
  );

  function open(orchestrator: object) {
    const config = mockServices.rootConfig({
      data: { orchestrator: { workflows, dataDir, ...orchestrator } },
    });
    const database = { getClient: () => Promise.reject(new Error('not used')) };
    return openEngine(readOrchestratorConfig(config), { config, database, logger });
  }

  it('because its port is taken names the port and the setting, and lets the folder go', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const error: unknown = await open({ runtime: { port } }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'EngineStartError',
      code: 'address-in-use',
      message: expect.stringMatching(new RegExp(`${port}.*orchestrator\\.runtime\\.port`)),
      stack: expect.not.stringContaining('    at '),
    });
    await new Promise((resolve) => server.close(resolve));
    const engine = await open({ runtime: { port } });
    await engine.close();
  });

  it('because a setting has a value of the wrong form names the setting', async () => {
    const settings = { orchestrator: { http: { timeout: 'soon' } } };
    await expect(open({ runtime: { port: 0 }, settings })).rejects.toMatchObject({
      name: 'EngineStartError',
      code: 'invalid-setting',
      message: expect.stringContaining('orchestrator.http.timeout'),
    });
  });

  it('because its folder is in use says whose it is', async () => {
    const engine = await open({ runtime: { port: 0 } });
    const error: unknown = await open({ runtime: { port: 0 } }).catch((thrown: unknown) => thrown);
    await engine.close();
    expect(error).toMatchObject({
      name: 'EngineStartError',
      code: 'store-locked',
      message: expect.stringContaining('orchestrator.dataDir'),
      stack: expect.not.stringContaining('    at '),
    });
  });
});

describe('readOrchestratorConfig', () => {
  const read = (orchestrator: object) =>
    readOrchestratorConfig(mockServices.rootConfig({ data: { orchestrator } }));

  it('runs the engine inside by default, reachable from this machine only', () => {
    expect(read({})).toEqual({
      bodyLimit: '100kb',
      limits: { timeoutMs: 30_000, maxResponseBytes: 33_554_432 },
      engine: {
        kind: 'embedded',
        workflows: expect.stringMatching(/[\\/]workflows$/),
        dataDir: expect.stringMatching(/[\\/]\.data[\\/]engine$/),
        host: '127.0.0.1',
        port: 8080,
        publicUrl: 'http://127.0.0.1:8080',
        allowUnauthenticated: false,
        profile: 'prod',
        dialect: 'sonataflow',
        resourceMap: new Map(),
        fetchResources: false,
        settings: new Map(),
      },
    });
  });

  it('takes settings of the engine by whole keys and by levels', () => {
    const settings = {
      'orchestrator.http.timeout': 5000,
      quarkus: { 'rest-client': { 'pets.url': 'http://pets.test' }, 'tls.trust-all': false },
    };
    expect(read({ settings }).engine).toMatchObject({
      settings: new Map([
        ['orchestrator.http.timeout', '5000'],
        ['quarkus.rest-client.pets.url', 'http://pets.test'],
        ['quarkus.tls.trust-all', 'false'],
      ]),
    });
    expect(() => read({ settings: { a: { b: [1] } } })).toThrow(/a\.b must be a text/);
  });

  it('knows the dialect of documents and where copies of remote ones lie', () => {
    const resources = { fetch: true, map: [{ prefix: 'https://docs.test/', folder: 'copies' }] };
    expect(read({ dialect: 'spec', resources }).engine).toMatchObject({
      dialect: 'spec',
      fetchResources: true,
      resourceMap: new Map([['https://docs.test/', expect.stringMatching(/[\\/]copies$/)]]),
    });
    expect(() => read({ dialect: 'other' })).toThrow(/orchestrator\.dialect must be/);
  });

  it('shows the address of an IPv6 host as a URL', () => {
    expect(read({ runtime: { host: '::1', port: 9 } }).engine).toMatchObject({ publicUrl: 'http://[::1]:9' });
  });

  it('uses a data index behind a URL when one is named', () => {
    expect(read({ dataIndexService: { url: 'http://index.test', pollIntervalMs: 1 } }).engine).toEqual({
      kind: 'remote',
      dataIndexUrl: 'http://index.test',
      pollIntervalMs: 250,
    });
    expect(read({ contentLengthLimit: '10mb', client: { timeoutMs: 5 } })).toMatchObject({
      bodyLimit: '10mb',
      limits: { timeoutMs: 5 },
    });
  });
});
