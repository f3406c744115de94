import type { ProcessInstanceDTO, WorkflowOverviewDTO } from '@orchestrator/plugin-orchestrator-common';

/** A workflow with a choice, an action that can fail, and a timer. */
export const source = `id: trip
version: '1.0'
name: Plan a trip
start: Choose
states:
  - name: Choose
    type: switch
    dataConditions:
      - condition: \${ .far }
        transition: Fly
    defaultCondition:
      transition: Walk
  - name: Fly
    type: operation
    actions:
      - name: book
        functionRef: book
    onErrors:
      - errorRef: sold out
        transition: Walk
    transition: Wait
  - name: Walk
    type: inject
    data: {}
    end: true
  - name: Wait
    type: sleep
    duration: PT1H
    end: true
`;

/** The workflow of {@link source} in a list. */
export const overview: WorkflowOverviewDTO = {
  workflowId: 'trip',
  format: 'yaml',
  name: 'Plan a trip',
  description: 'Gets someone somewhere.',
  version: '1.0',
  lastRunId: 'run-1',
  lastTriggeredMs: Date.parse('2026-01-01T10:00:00Z'),
  lastRunStatus: 'COMPLETED',
  isAvailable: true,
  workflowRunStats: { runsLastMonth: 5, successCount: 3, errorCount: 1, totalCount: 4 },
};

const started = '2026-01-01T10:00:00.000Z';

/** A run that waits on its timer. */
export const running: ProcessInstanceDTO = {
  id: 'aaaa-11111111',
  processId: 'trip',
  processName: 'Plan a trip',
  version: '1.0',
  state: 'ACTIVE',
  start: started,
  commit: 2,
  initiatorEntity: 'user:default/ada',
  workflowdata: { far: true },
  nodes: [
    { id: 'n1', name: 'Choose', definitionId: '/states/0', enter: started, exit: '2026-01-01T10:00:01.000Z' },
    {
      id: 'n2',
      name: 'Fly',
      definitionId: '/states/1',
      enter: '2026-01-01T10:00:01.000Z',
      exit: '2026-01-01T10:00:05.000Z',
    },
    {
      id: 'n3',
      parent: 'n2',
      name: 'book',
      definitionId: '/states/1/actions/0',
      enter: '2026-01-01T10:00:01.000Z',
      exit: '2026-01-01T10:00:05.000Z',
    },
    { id: 'n4', name: 'Wait', definitionId: '/states/3', enter: '2026-01-01T10:00:05.000Z', exit: null },
  ],
};

/** The same run once it has ended well. */
export const completed: ProcessInstanceDTO = {
  ...running,
  state: 'COMPLETED',
  end: '2026-01-01T11:00:05.000Z',
  commit: 3,
  workflowdata: {
    far: true,
    result: {
      message: 'Have a **good** trip',
      outputs: [
        { key: 'Ticket', value: 'https://tickets.example.com/1', format: 'link' },
        { key: 'Bags', value: 0, format: 'number' },
        { key: 'Trap', value: 'javascript:alert(1)', format: 'link' },
      ],
      nextWorkflows: [{ id: 'report', name: 'Write a report' }],
    },
  },
  nodes: running.nodes.map((node) =>
    node.id === 'n4' ? { ...node, exit: '2026-01-01T11:00:05.000Z' } : node,
  ),
};

/** A run whose action failed. */
export const failed: ProcessInstanceDTO = {
  ...running,
  state: 'ERROR',
  failedAt: '2026-01-01T10:00:05.000Z',
  commit: 3,
  error: {
    nodeDefinitionId: '/states/1/actions/0',
    nodeInstanceId: 'n3',
    message: 'The function book answered with status 503.',
    code: 'http-status',
    cause: '503 Service Unavailable',
  },
  nodes: running.nodes.slice(0, 3).map((node) => (node.id === 'n1' ? node : { ...node, exit: null })),
};
