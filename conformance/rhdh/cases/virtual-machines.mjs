import { expect } from 'vitest';
import { notified, opened, recipients } from './requests.mjs';

const VMS = '/apis/kubevirt.io/v1/namespaces/vms/virtualmachines';
const topic = 'Request VM on CNV workflow';
const console = 'https://console.example.com/k8s/ns/vms/kubevirt.io~v1~VirtualMachine/web/console/standalone';

const input = (projectKey) => ({
  projectKey,
  vm_namespace: 'vms',
  vm_name: 'web',
  vm_image: 'fedora',
  recipients,
});

const issue = (url, key) => `${url('jira')}/jira/servicedesk/projects/${key}/issues/${key}-1`;

const requested = (id, key) =>
  opened(
    id,
    key,
    'Authorization request to create VM web in namespace vms',
    'Authorization request to create VM web in namespace vms using image fedora',
  );

const asked = (url, key) =>
  notified({
    title: 'JIRA ticket created for VM web',
    description: 'JIRA ticket created to request authorization to create VM web in namespace vms',
    topic,
    link: issue(url, key),
    severity: 'normal',
  });

/** The parts that come from the input; the rest is spelled out in the workflow. */
const machine = expect.objectContaining({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'web', namespace: 'vms', labels: { app: 'web' } },
  spec: expect.objectContaining({
    running: true,
    dataVolumeTemplates: [
      {
        apiVersion: 'cdi.kubevirt.io/v1beta1',
        kind: 'DataVolume',
        metadata: { name: 'web' },
        spec: {
          sourceRef: {
            kind: 'DataSource',
            name: 'fedora',
            namespace: 'openshift-virtualization-os-images',
          },
          storage: { resources: { requests: { storage: '30Gi' } } },
        },
      },
    ],
    template: expect.objectContaining({
      metadata: { labels: { 'kubevirt.io/size': 'small', 'kubevirt.io/domain': 'web' } },
    }),
  }),
});

/** @type {readonly import('../runs.mjs').Case[]} */
export const virtualMachines = [
  {
    workflow: 'request-vm-cnv',
    title: 'authorized at the second look',
    input: input('VM'),
    expected: ({ id, url }) => ({
      data: {
        vmStatusRunningRetries: 1,
        result: {
          message: 'VM web in namespace vms using image fedora ready and running.',
          outputs: [{ key: 'Console URL', value: console, format: 'link' }],
        },
      },
      // These are words, since they begin without a quote.
      logs: ['VM running: .vm'],
      calls: {
        jira: [requested(id, 'VM'), 'GET /rest/api/2/issue/10003', 'GET /rest/api/2/issue/10003'],
        cluster: [[`POST ${VMS}`, machine], `GET ${VMS}/web`],
        notifications: [
          asked(url, 'VM'),
          notified({
            title: 'Authorization granted to create VM web in namespace vms',
            description:
              'Authorization granted to create VM web in namespace vms using image fedora. ' +
              'A notification will be sent once the VM is ready.',
            topic,
            severity: 'normal',
          }),
          notified({
            title: 'VM web in namespace vms ready',
            description: 'VM web in namespace vms using image fedora ready and running.',
            topic,
            link: console,
            severity: 'normal',
          }),
        ],
      },
    }),
  },
  {
    workflow: 'request-vm-cnv',
    title: 'denied',
    input: input('NO'),
    expected: ({ id, url }) => ({
      state: 'ERROR',
      error: 'Authorization denied to create VM web in namespace vms',
      data: {
        result: {
          message: 'Authorization denied to create VM web in namespace vms using image fedora',
          outputs: [{ key: 'Jira issue', value: issue(url, 'NO'), format: 'link' }],
        },
      },
      calls: {
        jira: [requested(id, 'NO'), 'GET /rest/api/2/issue/10004'],
        notifications: [
          asked(url, 'NO'),
          notified({
            title: 'Authorization denied to create VM web in namespace vms',
            description: 'Authorization denied to create VM web in namespace vms using image fedora',
            topic,
            link: issue(url, 'NO'),
            severity: 'high',
          }),
        ],
      },
    }),
  },
];
