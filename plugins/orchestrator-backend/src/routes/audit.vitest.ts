import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../testing/portal.fixture';

describe('audit events', () => {
  let portal: TestPortal;
  let greeting: string;

  beforeAll(async () => {
    portal = await startTestPortal();
    greeting = await portal.run('ada', 'greet', { name: 'Ada' });
  });
  beforeEach(() => void portal.audit.splice(0));
  afterAll(() => portal.stop());

  const low = { severityLevel: 'low', outcome: 'success' };
  const byId = { actionType: 'by-id' };

  it('leaves one for each request, with what was asked for', async () => {
    await portal.post('some', '/v2/workflows/overview');
    await portal.get('ada', '/v2/workflows/greet/overview');
    await portal.get('ada', '/v2/workflows/greet/source');
    await portal.get('ada', `/v2/workflows/greet/inputSchema?instanceId=${greeting}`);
    await portal.get('ada', '/v2/workflows/nap/inputSchema');
    await portal.post('some', '/v2/workflows/instances');
    await portal.post('ada', '/v2/workflows/greet/instances');
    await portal.get('ada', `/v2/workflows/instances/${greeting}`);
    await portal.get('ada', '/v2/workflows/instances/statuses');
    expect(portal.audit).toEqual([
      { ...low, eventId: 'get-workflow-overview', meta: { workflowsCount: 1 } },
      { ...low, eventId: 'get-workflow-overview', meta: { ...byId, workflowId: 'greet' } },
      { ...low, eventId: 'get-workflow-source', meta: { ...byId, workflowId: 'greet' } },
      {
        ...low,
        eventId: 'get-workflow-input-schema',
        meta: { ...byId, workflowId: 'greet', instanceId: greeting },
      },
      {
        ...low,
        eventId: 'get-workflow-input-schema',
        meta: { ...byId, workflowId: 'nap', message: expect.any(String) },
      },
      { ...low, eventId: 'get-instances', meta: { authorizedWorkflowIds: ['greet'] } },
      { ...low, eventId: 'get-workflow-instances', meta: {} },
      { ...low, eventId: 'get-instance', meta: { ...byId, instanceId: greeting } },
      { ...low, eventId: 'get-workflow-statuses', meta: {} },
    ]);
  });

  it('weighs starting and aborting heavier than reading', async () => {
    const id = await portal.run('ada', 'nap');
    const { body } = await portal.delete('ada', `/v2/workflows/instances/${id}/abort`);
    expect(portal.audit).toEqual([
      {
        eventId: 'execute-workflow',
        severityLevel: 'medium',
        outcome: 'success',
        meta: { workflowId: 'nap', id },
      },
      {
        eventId: 'abort-workflow',
        severityLevel: 'high',
        outcome: 'success',
        meta: { ...byId, instanceId: id, result: body },
      },
    ]);
  });

  it('names every workflow for somebody who may read all', async () => {
    await portal.post('ada', '/v2/workflows/instances');
    const authorizedWorkflowIds = expect.arrayContaining(['fail', 'greet', 'nap']);
    expect(portal.audit).toMatchObject([{ meta: { authorizedWorkflowIds } }]);
  });

  it('records a refusal as a failure with its message', async () => {
    await portal.get('bob', `/v2/workflows/instances/${greeting}`);
    expect(portal.audit).toEqual([
      {
        eventId: 'get-instance',
        severityLevel: 'low',
        outcome: 'fail',
        message: expect.stringContaining('orchestrator.instanceAdminView'),
        meta: { ...byId, instanceId: greeting, message: expect.stringContaining(greeting) },
      },
    ]);
  });

  it('finishes the event of a list in which nothing may be read', async () => {
    await portal.post('nobody', '/v2/workflows/instances');
    expect(portal.audit).toEqual([{ ...low, eventId: 'get-instances', meta: { authorizedWorkflowIds: [] } }]);
  });

  it('records what fails before a route is reached', async () => {
    await portal.get('ada', '/nowhere');
    expect(portal.audit).toEqual([
      {
        eventId: 'generic-error-handler',
        severityLevel: 'high',
        outcome: 'fail',
        meta: {},
        message: expect.any(String),
      },
    ]);
  });
});
