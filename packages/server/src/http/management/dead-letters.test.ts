import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documents, openTestOrchestrator } from '../../orchestrator.fixture.js';
import type { TestOrchestrator } from '../../orchestrator.fixture.js';

const announce = `
id: announce
start: Say
events:
  - {name: first, type: first, source: '', kind: produced}
  - {name: second, type: second, source: '', kind: produced}
states:
  - name: Say
    type: inject
    data: {}
    transition: {nextState: Again, produceEvents: [{eventRef: first}]}
  - {name: Again, type: inject, data: {}, end: {produceEvents: [{eventRef: second}]}}
`;

interface Page {
  readonly count: number;
  readonly deadLetters: readonly { readonly id: string; readonly type: string }[];
  readonly next?: string;
}

describe('dead letters over HTTP', () => {
  let orchestrator: TestOrchestrator;
  let receiver: Server;
  let refused: string | undefined = 'first';
  const received: string[] = [];

  const page = async (query = ''): Promise<Page> =>
    (await orchestrator.get(`/management/dead-letters${query}`)).json() as Promise<Page>;
  const letters = async (count: number): Promise<Page> =>
    vi.waitFor(
      async () => {
        const found = await page();
        expect(found.count).toBe(count);
        return found;
      },
      { timeout: 30_000, interval: 20 },
    );
  const arrived = (type: string): Promise<void> =>
    vi.waitFor(() => expect(received).toContain(type), { timeout: 30_000, interval: 20 });

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      const type = String(request.headers['ce-type']);
      if (type === refused) response.statusCode = 422;
      else received.push(type);
      request.resume().on('end', () => response.end());
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    orchestrator = await openTestOrchestrator(
      { ...documents, 'announce.sw.yaml': announce },
      { K_SINK: `http://127.0.0.1:${port}` },
      { 'orchestrator.dead-letters.refused-after': 'PT0S' },
    );
  });
  afterAll(async () => {
    await orchestrator.close();
    receiver.close();
  });

  it('are events that their receiver refuses for good, and no later event waits for them', async () => {
    const answer = (await (await orchestrator.post('/announce', {})).json()) as { id: string };
    await arrived('second');
    const { deadLetters } = await letters(1);
    expect(deadLetters).toMatchObject([
      {
        kind: 'event',
        type: 'first',
        instanceId: answer.id,
        attempts: 1,
        reason: expect.stringContaining('status 422') as string,
      },
    ]);
    const id = deadLetters[0]?.id ?? '';
    const shown = await orchestrator.get(`/management/dead-letters/${id}`);
    expect(await shown.json()).toMatchObject({
      id,
      event: { type: 'first', kogitoprocinstanceid: answer.id },
    });
  });

  it('are replayed, and come back when they are refused again', async () => {
    const { deadLetters } = await letters(1);
    const id = deadLetters[0]?.id ?? '';
    const replay = await orchestrator.send('POST', `/management/dead-letters/${id}/replay`);
    expect(await replay.json()).toEqual({ replayed: [id] });
    const again = await letters(1);
    expect(again.deadLetters[0]?.id).not.toBe(id);
    refused = undefined;
    const all = await orchestrator.send('POST', '/management/dead-letters/replay?kind=event');
    expect(await all.json()).toEqual({ replayed: [again.deadLetters[0]?.id] });
    await arrived('first');
    expect(orchestrator.lines).toContain(`The dead letter ${id} was replayed.`);
    expect((await orchestrator.send('POST', `/management/dead-letters/${id}/replay`)).status).toBe(404);
  });

  it('are listed by pages and removed for good', async () => {
    refused = 'first';
    for (let run = 0; run < 3; run += 1) await orchestrator.post('/announce', {});
    await letters(3);
    const first = await page('?limit=2');
    expect(first.deadLetters).toHaveLength(2);
    const second = await page(`?limit=2&after=${first.next}`);
    expect(second.deadLetters).toHaveLength(1);
    expect(second.next).toBeUndefined();
    const id = second.deadLetters[0]?.id ?? '';
    expect((await orchestrator.send('DELETE', `/management/dead-letters/${id}`)).status).toBe(204);
    expect((await orchestrator.send('DELETE', `/management/dead-letters/${id}`)).status).toBe(404);
    expect(orchestrator.lines).toContain(`The dead letter ${id} was removed.`);
    await letters(2);
    expect((await page('?kind=message')).deadLetters).toEqual([]);
    expect((await page('?instanceId=nobody')).deadLetters).toEqual([]);
  });

  it.each(['?kind=x', '?limit=0', '?limit=1001', '?limit=a', '?after=0', '?after=x'])(
    'are not listed by the query %s',
    async (query) => {
      const response = await orchestrator.get(`/management/dead-letters${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'bad-query' });
    },
  );

  it.each(['x', '0', '99999999999999999999', '1'])('are unknown by the id %s', async (id) => {
    const response = await orchestrator.get(`/management/dead-letters/${id}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'unknown-dead-letter' });
  });
});
