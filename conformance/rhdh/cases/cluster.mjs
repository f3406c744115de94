import { notified, recipients } from './requests.mjs';

const TEKTON = '/apis/tekton.dev/v1beta1/namespaces/tekton-example';
const FORKLIFT = '/apis/forklift.konveyor.io/v1beta1/namespaces/mtv';

const tekton = (kind, name, spec) => [
  `POST ${TEKTON}/${kind.toLowerCase()}s`,
  { apiVersion: 'tekton.dev/v1beta1', kind, metadata: { name }, spec },
];

const echo = (number) => ({
  steps: [
    {
      name: 'echo',
      image: 'busybox',
      script: `#!/bin/sh\necho "Hi I am task #${number}"\n`,
    },
  ],
});

const named = (name) => ({ name, namespace: 'mtv' });

const migration = {
  migrationName: 'move',
  migrationNamespace: 'mtv',
  sourceProvider: 'vmware',
  destinationProvider: 'host',
  storageMap: 'storage',
  networkMap: 'network',
  vms: [{ name: 'web', id: 'vm-1' }],
  recipients,
};

const planned = [
  [
    `POST ${FORKLIFT}/plans`,
    {
      apiVersion: 'forklift.konveyor.io/v1beta1',
      kind: 'Plan',
      metadata: named('move'),
      spec: {
        map: { network: named('network'), storage: named('storage') },
        provider: { source: named('vmware'), destination: named('host') },
        targetNamespace: 'mtv',
        vms: [{ name: 'web', id: 'vm-1' }],
      },
    },
  ],
  `GET ${FORKLIFT}/plans/move`,
  `GET ${FORKLIFT}/plans/move`,
];

const migrated = [
  [
    `POST ${FORKLIFT}/migrations`,
    {
      apiVersion: 'forklift.konveyor.io/v1beta1',
      kind: 'Migration',
      metadata: named('move'),
      spec: { plan: named('move') },
    },
  ],
  `GET ${FORKLIFT}/migrations/move`,
];

const migrating = (operation, calls) => ({
  workflow: 'mtv-migration',
  title: operation,
  input: { ...migration, operation },
  expected: () => ({
    data: { result: { message: 'MTV migration move succeeded', outputs: [] } },
    calls: {
      cluster: calls,
      notifications: [
        notified({
          title: 'MTV migration successful',
          description: 'MTV migration move succeeded',
          topic: 'MTV migration workflow',
          severity: 'normal',
        }),
      ],
    },
  }),
});

/** @type {readonly import('../runs.mjs').Case[]} */
export const cluster = [
  migrating('PLAN_AND_MIGRATE', [...planned, ...migrated]),
  migrating('MIGRATE', migrated),
  {
    workflow: 'mtv-migration',
    title: 'PLAN',
    input: { ...migration, operation: 'PLAN' },
    expected: () => ({
      data: { result: { message: 'MTV plan successful', outputs: [] } },
      calls: {
        cluster: planned,
        notifications: [
          notified({
            title: 'MTV plan is ready for migration',
            description: 'MTV plan move is ready for migration',
            topic: 'MTV plan assessment workflow',
            severity: 'normal',
          }),
        ],
      },
    }),
  },
  {
    workflow: 'tekton',
    expected: () => ({
      data: { createdPipelineRun: { kind: 'PipelineRun' } },
      calls: {
        cluster: [
          [
            'POST /api/v1/namespaces',
            { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'tekton-example' } },
          ],
          tekton('Task', 'task-1', echo(1)),
          tekton('Task', 'task-2', echo(2)),
          tekton('Pipeline', 'pipeline-1', {
            tasks: [
              { name: 'task-1', taskRef: { name: 'task-1' } },
              { name: 'task-2', runAfter: ['task-1'], taskRef: { name: 'task-2' } },
            ],
          }),
          tekton('PipelineRun', 'pipeline-1', { pipelineRef: { name: 'pipeline-1' } }),
        ],
      },
    }),
  },
];
