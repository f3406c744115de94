import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

describe('starts that are refused', { timeout: 60_000 }, () => {
  let orchestrator: TestOrchestrator;
  const refusal = async (response: Response) => [
    response.status,
    ((await response.json()) as { readonly code: string }).code,
    response.headers.get('retry-after'),
  ];

  beforeAll(async () => {
    const settings = {
      'orchestrator.limits.input-length': '100',
      'orchestrator.limits.workflows.two.starts-per-second': '0.01',
    };
    orchestrator = await openTestOrchestrator(documents, {}, settings);
  });
  afterAll(() => orchestrator.close());

  it('by a limit of their workflow say when to come again, and others are started', async () => {
    expect((await orchestrator.post('/two', {})).status).toBe(201);
    expect(await refusal(await orchestrator.post('/two', {}))).toEqual([429, 'too-many-starts', '100']);
    expect((await orchestrator.post('/nap', {})).status).toBe(201);
  });

  it('for the size of their data say so', async () => {
    const large = await orchestrator.post('/nap', { text: 'x'.repeat(100) });
    expect(await refusal(large)).toEqual([413, 'data-too-large', null]);
  });

  it('by a server that is about to end say so, while everything else is served', async () => {
    await orchestrator.drain(0);
    expect(await refusal(await orchestrator.post('/nap', {}))).toEqual([503, 'overloaded', '2']);
    expect((await orchestrator.get('/nap')).status).toBe(200);
    expect((await orchestrator.get('/q/health/live')).status).toBe(200);
    const ready = await orchestrator.get('/q/health/ready');
    expect([ready.status, await ready.json()]).toMatchObject([
      503,
      { checks: [{ status: 'UP' }, { name: 'runtime', status: 'DOWN' }] },
    ]);
  });
});
