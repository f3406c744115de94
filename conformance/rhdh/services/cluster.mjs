import { bearer, guarded, InTurn, Reply } from '../guarded.mjs';

const FORKLIFT = '/apis/forklift.konveyor.io/v1beta1/namespaces/mtv';
const TEKTON = '/apis/tekton.dev/v1beta1/namespaces/tekton-example';
const KUBEVIRT = '/apis/kubevirt.io/v1/namespaces/vms/virtualmachines';

const condition = (type, category) => ({ status: { conditions: [{ type, category, status: 'True' }] } });

/** An OpenShift cluster with virtualization, migration of virtual machines, and pipelines. */
export const cluster = guarded('cluster', bearer('cluster-token'), {
  'POST /apis/project.openshift.io/v1/projectrequests': new Reply(201, { metadata: { name: 'shop' } }),
  'GET /apis/project.openshift.io/v1/projects/shop': { status: { phase: 'Active' } },
  [`POST ${KUBEVIRT}`]: new Reply(201, { metadata: { name: 'web' } }),
  [`GET ${KUBEVIRT}/web`]: { metadata: { name: 'web' }, status: { ready: true } },
  [`POST ${FORKLIFT}/plans`]: new Reply(201, { kind: 'Plan' }),
  [`GET ${FORKLIFT}/plans/move`]: new InTurn(
    condition('Executing', 'Advisory'),
    condition('Ready', 'Required'),
  ),
  [`POST ${FORKLIFT}/migrations`]: new Reply(201, { kind: 'Migration' }),
  [`GET ${FORKLIFT}/migrations/move`]: condition('Succeeded', 'Required'),
  'POST /api/v1/namespaces': new Reply(201, { kind: 'Namespace' }),
  [`POST ${TEKTON}/tasks`]: new Reply(201, { kind: 'Task' }),
  [`POST ${TEKTON}/pipelines`]: new Reply(201, { kind: 'Pipeline' }),
  [`POST ${TEKTON}/pipelineruns`]: new Reply(201, { kind: 'PipelineRun' }),
});
