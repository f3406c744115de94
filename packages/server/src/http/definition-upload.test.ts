import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openOrchestrator } from '../open-orchestrator.js';
import type { Orchestrator } from '../orchestrator.js';

const greeting = (text: string, id = 'greet') =>
  `id: ${id}\nstart: A\nstates: [{name: A, type: inject, data: {greeting: ${text}}, end: true}]\n`;

describe('documents from clients', () => {
  let folder = '';
  let orchestrator: Orchestrator;
  const lines: string[] = [];

  const open = async (upload = 'true'): Promise<void> => {
    const log = (line: string) => void lines.push(line);
    orchestrator = await openOrchestrator({
      workflows: path.join(folder, 'workflows'),
      database: { kind: 'pglite', dataDir: path.join(folder, 'data') },
      serviceUrl: 'http://orchestrator.test',
      environment: {},
      configuration: { set: new Map([['orchestrator.definitions.upload', upload]]) },
      logger: { error: log, warn: log, info: log, debug: log },
    });
  };
  const send = (method: string, address: string, body?: string, type = 'text/plain'): Promise<Response> =>
    orchestrator.fetch(
      new Request(`http://orchestrator.test${address}`, {
        method,
        headers: { 'content-type': type },
        ...(body !== undefined && { body }),
      }),
    );
  const greetingNow = async (): Promise<unknown> => {
    const response = await send('POST', '/greet', '{}', 'application/json');
    const { workflowdata } = (await response.json()) as { workflowdata?: { greeting: string } };
    return workflowdata?.greeting ?? response.status;
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-'));
  });
  afterEach(async () => {
    await orchestrator.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('are in force at once and after a restart, until they are removed', async () => {
    await open();
    expect((await send('POST', '/greet/definition', greeting('hello'))).status).toBe(200);
    expect(await greetingNow()).toBe('hello');
    const changed = JSON.stringify({
      id: 'greet',
      start: 'A',
      states: [{ name: 'A', type: 'inject', data: { greeting: 'hi' }, end: true }],
    });
    expect((await send('POST', '/greet/definition', changed)).status).toBe(200);
    expect(await greetingNow()).toBe('hi');
    await orchestrator.close();
    await open();
    expect(await greetingNow()).toBe('hi');
    expect((await send('DELETE', '/greet/definition')).status).toBe(204);
    expect(await greetingNow()).toBe(404);
    expect((await send('DELETE', '/greet/definition')).status).toBe(404);
    await orchestrator.close();
    await open();
    expect(await greetingNow()).toBe(404);
  });

  it('take the place of a document in the workflows folder, and give it back', async () => {
    await open();
    await writeFile(path.join(folder, 'workflows', 'greet.sw.yaml'), greeting('folder'));
    await vi.waitFor(async () => expect(await greetingNow()).toBe('folder'), { timeout: 5000 });
    await send('POST', '/greet/definition', greeting('client'));
    expect(await greetingNow()).toBe('client');
    await vi.waitFor(() => expect(lines.join('\n')).toContain('a document that was uploaded'), {
      timeout: 5000,
    });
    expect(await greetingNow()).toBe('client');
    await orchestrator.close();
    await open();
    expect(await greetingNow()).toBe('client');
    await send('DELETE', '/greet/definition');
    await vi.waitFor(async () => expect(await greetingNow()).toBe('folder'), { timeout: 5000 });
    await unlink(path.join(folder, 'workflows', 'greet.sw.yaml'));
    await vi.waitFor(async () => expect(await greetingNow()).toBe(404), { timeout: 5000 });
  });

  it('change nothing when they have errors', async () => {
    await open();
    await send('POST', '/greet/definition', greeting('hello'));
    const cases = [
      ['/greet/definition', 'id: greet\nstates: []'],
      ['/greet/definition', greeting('other', 'another')],
      ['/greet/definition', 'no document'],
      ['/greet/definition', ''],
      ['/greet/definition', greeting('x').replace('states', 'functions: file.json\nstates')],
    ] as const;
    for (const [address, body] of cases) {
      const response = await send('POST', address, body);
      expect(response.status, body).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'invalid-definition' });
    }
    expect((await send('POST', '/greet/definition', 'x'.repeat(1_000_001))).status).toBe(413);
    expect(await greetingNow()).toBe('hello');
  });

  it('are refused unless the operator allows them', async () => {
    await open('false');
    for (const method of ['POST', 'DELETE']) {
      const response = await send(method, '/greet/definition', method === 'POST' ? greeting('a') : undefined);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'uploads-off' });
    }
    expect(await greetingNow()).toBe(404);
  });
});
