import { tmpdir } from 'node:os';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openOrchestrator } from './open-orchestrator.js';
import { documents } from './orchestrator.fixture.js';

const silent = () => undefined;
const logger = { error: silent, warn: silent, info: silent, debug: silent };

it('shows the address that it listens on to clients when it was given none', async () => {
  const workflows = await mkdtemp(path.join(tmpdir(), 'orchestrator-'));
  await writeFile(path.join(workflows, 'nap.sw.yaml'), documents['nap.sw.yaml']);
  const orchestrator = await openOrchestrator({ workflows, database: { kind: 'pglite-memory' }, logger });
  try {
    const { url } = await orchestrator.listen({ host: '127.0.0.1', port: 0 });
    const query = '{ProcessDefinitions{serviceUrl endpoint}}';
    const response = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`);
    expect(await response.json()).toEqual({
      data: { ProcessDefinitions: [{ serviceUrl: url, endpoint: `${url}/nap` }] },
    });
    expect(new URL(url).port).not.toBe('0');
  } finally {
    await orchestrator.close();
    await rm(workflows, { recursive: true, force: true });
  }
});

it('listens for other machines when it asks everybody for a token', async () => {
  const workflows = await mkdtemp(path.join(tmpdir(), 'orchestrator-'));
  const tokens = [{ name: 'ada', sha256: '00'.repeat(32), scopes: ['admin'] as const }];
  const orchestrator = await openOrchestrator({
    workflows,
    database: { kind: 'pglite-memory' },
    logger,
    tokens,
  });
  try {
    const { url } = await orchestrator.listen({ host: '0.0.0.0', port: 0 });
    expect((await fetch(`http://127.0.0.1:${new URL(url).port}/nap`)).status).toBe(401);
  } finally {
    await orchestrator.close();
    await rm(workflows, { recursive: true, force: true });
  }
});
