import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

const documents = {
  'outer.sw.yaml': `
id: outer
start: Run
states:
  - {name: Run, type: operation, actions: [{subFlowRef: inner}, {subFlowRef: inner}], end: true}
`,
  'inner.sw.yaml': `
id: inner
start: A
states:
  - {name: A, type: inject, data: {done: true}, end: true}
`,
};

describe('subflows in the data index', () => {
  let orchestrator: TestOrchestrator;
  let outer = '';

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator(documents);
    const response = await orchestrator.post('/outer', {});
    outer = ((await response.json()) as { id: string }).id;
  });
  afterAll(() => orchestrator.close());

  it('are shown with their parents, and parents with them', async () => {
    const { data, errors } = await orchestrator.query(`{
      ProcessInstances(where: {parentProcessInstanceId: {isNull: true}}) {
        id parentProcessInstanceId parentProcessInstance { id }
        childProcessInstances { processId state rootProcessId rootProcessInstanceId parentProcessInstance { id } childProcessInstances { id } }
      } }`);
    expect(errors).toBeUndefined();
    const child = {
      processId: 'inner',
      state: 'COMPLETED',
      rootProcessId: 'outer',
      rootProcessInstanceId: outer,
      parentProcessInstance: { id: outer },
      childProcessInstances: [],
    };
    expect(data?.ProcessInstances).toEqual([
      {
        id: outer,
        parentProcessInstanceId: null,
        parentProcessInstance: null,
        childProcessInstances: [child, child],
      },
    ]);
  });

  it('are found by the outermost instance and workflow', async () => {
    const { data } = await orchestrator.query(
      `query ($id: String) { ProcessInstances(where: {rootProcessInstanceId: {equal: $id}, rootProcessId: {equal: "outer"}}, orderBy: {rootProcessId: ASC}) { processId } }`,
      { id: outer },
    );
    expect(data?.ProcessInstances).toEqual([{ processId: 'inner' }, { processId: 'inner' }]);
  });
});
