import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../testing/portal.fixture';

describe('live signals', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startTestPortal();
  });
  beforeEach(() => void portal.signals.splice(0));
  afterAll(() => portal.stop());

  const recipients = (key: 'instanceId' | 'workflowId', id: string) =>
    portal.signals
      .filter(({ message }) => message[key] === id)
      .map((signal) => (signal.recipients.type === 'user' ? signal.recipients.entityRef : 'everybody'));

  it('go, with ids and versions only, to those who may see the run', async () => {
    for (const user of ['ada', 'bob', 'admin', 'nobody', 'some']) {
      await portal.post(user, '/v2/workflows/instances');
    }
    const id = await portal.run('ada', 'nap');
    await expect
      .poll(() => recipients('instanceId', id))
      .toEqual([['user:default/ada', 'user:default/admin']]);
    expect(portal.signals[0]).toEqual({
      channel: 'orchestrator',
      recipients: { type: 'user', entityRef: ['user:default/ada', 'user:default/admin'] },
      message: { instanceId: id, version: expect.any(Number) },
    });
    const { commit } = (await portal.get('ada', `/v2/workflows/instances/${id}`)).body;
    expect(portal.signals[0]?.message['version']).toBe(commit);
  });

  it('reach whoever has the run open', async () => {
    const id = await portal.run('old', 'greet', { name: 'Old' });
    await portal.get('old', `/v2/workflows/instances/${id}`);
    const nap = await portal.run('ada', 'nap');
    await portal.get('auditor', `/v2/workflows/instances/${nap}`);
    portal.signals.splice(0);
    await portal.delete('ada', `/v2/workflows/instances/${nap}/abort`);
    await expect.poll(() => recipients('instanceId', nap).flat()).toContain('user:default/auditor');
    expect(recipients('instanceId', nap).flat()).not.toContain('user:default/old');
  });

  it('tell of a changed workflow those who may read it', async () => {
    await portal.post('some', '/v2/workflows/overview');
    await portal.post('reader', '/v2/workflows/overview');
    portal.signals.splice(0);
    const document = { id: 'nap', name: 'Siesta', version: '2', specVersion: '0.8', start: 'Nap' };
    const states = [{ name: 'Nap', type: 'sleep', duration: 'PT2H', end: true }];
    await writeFile(path.join(portal.workflows, 'nap.sw.json'), JSON.stringify({ ...document, states }));
    await expect
      .poll(() => recipients('workflowId', 'nap').flat(), { timeout: 10_000 })
      .toContain('user:default/reader');
    expect(recipients('workflowId', 'nap').flat()).not.toContain('user:default/some');
  });
});
