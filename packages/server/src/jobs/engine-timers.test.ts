import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';
import { bodyOf, eventually, LATER, soon } from './job-orders.fixture.js';

describe('the timers of runs', () => {
  let orchestrator: TestOrchestrator;
  beforeAll(async () => {
    orchestrator = await openTestOrchestrator(documents);
  });
  afterAll(() => orchestrator.close());

  /** A run that sleeps for an hour, with the timer that the data index shows of it. */
  const napping = async () => {
    const { id } = await bodyOf(await orchestrator.post('/nap', {}));
    const { data } = await orchestrator.query(
      `{ Jobs(where: {processInstanceId: {equal: "${String(id)}"}}) { id expirationTime } }`,
    );
    const [timer] = data?.Jobs as { id: string; expirationTime: string }[];
    if (!timer) throw new Error('There is no timer.');
    return { run: String(id), timer };
  };
  const stateOf = async (run: string) => {
    const { data } = await orchestrator.query(
      `{ ProcessInstances(where: {id: {equal: "${run}"}}) { state } }`,
    );
    return (data?.ProcessInstances as { state: string }[])[0]?.state;
  };

  it('are read as jobs, under the id that the data index shows', async () => {
    const { run, timer } = await napping();
    const job = await bodyOf(await orchestrator.get(`/jobs/${timer.id}`));
    expect(job).toMatchObject({
      id: timer.id,
      processId: 'nap',
      processInstanceId: run,
      nodeInstanceId: `${run}:1`,
      status: 'SCHEDULED',
    });
    expect(Date.parse(String(job.expirationTime))).toBe(Date.parse(timer.expirationTime));
    expect(await bodyOf(await orchestrator.get(`/v2/jobs/${timer.id}`))).toMatchObject({
      id: timer.id,
      state: 'SCHEDULED',
      recipient: null,
    });
    for (const other of [`${run}:1:deadline`, `${run}:0:deadline`, `${run}:9:wait`, 'nobody:1:wait'])
      expect((await orchestrator.get(`/jobs/${other}`)).status, other).toBe(404);
  });

  it('are moved, and let their run go on then', async () => {
    const { run, timer } = await napping();
    const patch = (change: object) => orchestrator.send('PATCH', `/jobs/${timer.id}`, change);
    expect(await bodyOf(await patch({ expirationTime: LATER }))).toMatchObject({
      expirationTime: '2999-01-01T00:00:00.000Z',
    });
    expect((await patch({ expirationTime: LATER, repeatInterval: 5 })).status).toBe(400);
    await patch({ expirationTime: soon() });
    await eventually(async () => expect(await stateOf(run)).toBe('COMPLETED'));
    expect((await patch({ expirationTime: LATER })).status).toBe(404);
  });

  it('are cancelled, so that only an operator lets their run go on', async () => {
    const { run, timer } = await napping();
    const cancelled = await orchestrator.send('DELETE', `/jobs/${timer.id}`);
    expect(await bodyOf(cancelled)).toMatchObject({ id: timer.id, status: 'CANCELED' });
    expect((await orchestrator.send('DELETE', `/jobs/${timer.id}`)).status).toBe(404);
    expect(await stateOf(run)).toBe('ACTIVE');
    const { data } = await orchestrator.query(
      `{ Jobs(where: {processInstanceId: {equal: "${run}"}}) { id } }`,
    );
    expect(data).toEqual({ Jobs: [] });
  });
});
