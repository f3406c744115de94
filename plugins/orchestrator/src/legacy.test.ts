import { describe, expect, it } from '@jest/globals';
import plugin from './index';
import { OrchestratorPage, orchestratorPlugin } from './legacy';

describe('both frontend systems', () => {
  it('offer the same API and routes', () => {
    expect([...orchestratorPlugin.getApis()].map(({ api }) => api.id)).toEqual(['plugin.orchestrator.api']);
    expect(plugin.pluginId).toBe('orchestrator');
    expect(Object.keys(plugin.routes)).toEqual([
      'root',
      'workflow',
      'workflowRuns',
      'workflowInstance',
      'executeWorkflow',
    ]);
    expect(plugin.getExtension('page:orchestrator')).toBeDefined();
    expect(plugin.getExtension('api:orchestrator')).toBeDefined();
    expect(OrchestratorPage).toBeDefined();
  });
});
