import { describe, expect, it } from '@jest/globals';
import { FakeBackend } from '../testing/fake-backend';
import { OrchestratorClient } from './orchestrator-client';

function clientOf(backend: FakeBackend): OrchestratorClient {
  return new OrchestratorClient({
    discoveryApi: { getBaseUrl: async (plugin) => `http://portal.test/api/${plugin}` },
    fetchApi: backend,
  });
}

describe('OrchestratorClient', () => {
  it('keeps ids with special characters inside their path segment', async () => {
    const backend = new FakeBackend().on('GET workflows/a%2Fb%3F/overview', {
      body: { workflowId: 'a/b?', format: 'yaml' },
    });
    expect((await clientOf(backend).getWorkflowOverview('a/b?')).workflowId).toBe('a/b?');
  });

  it('passes on the server’s sentence, the fields and the missing permission', async () => {
    const error = {
      name: 'InputError',
      message: 'The input does not fit.',
      fields: [{ path: '/a', message: 'is required' }, { nonsense: true }],
      permission: 'orchestrator.workflow.use',
    };
    const backend = new FakeBackend().on('POST workflows/x/execute', { status: 400, body: { error } });
    await expect(clientOf(backend).executeWorkflow('x', {})).rejects.toMatchObject({
      message: 'The input does not fit.',
      status: 400,
      code: 'InputError',
      fields: [{ path: '/a', message: 'is required' }],
      permission: 'orchestrator.workflow.use',
    });
  });

  it('says something useful when the answer is no JSON', async () => {
    const backend = new FakeBackend().on('GET workflows/x/overview', {
      status: 502,
      text: '<html>Bad gateway</html>',
    });
    await expect(clientOf(backend).getWorkflowOverview('x')).rejects.toThrow(/status 502/);
  });

  it('says something useful when no answer comes at all', async () => {
    const client = new OrchestratorClient({
      discoveryApi: { getBaseUrl: async () => 'http://portal.test/api/orchestrator' },
      fetchApi: {
        fetch: async () => {
          throw new TypeError('Failed to fetch');
        },
      },
    });
    await expect(client.getInstance('x')).rejects.toMatchObject({ code: 'NetworkError', status: 0 });
  });
});
