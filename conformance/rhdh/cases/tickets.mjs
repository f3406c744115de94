import { notified, opened, recipients } from './requests.mjs';

const project = { operationsProjectKey: 'OP', auditProjectKey: 'AUD', projectName: 'shop', recipients };

const projectCreated = ({ id, url }) => ({
  data: { result: { message: 'Project shop active', outputs: [] } },
  calls: {
    jira: [
      opened(
        id,
        'AUD',
        'Workflow executed to request the creation of project shop',
        'Workflow executed to request creation project shop',
      ),
      opened(
        id,
        'OP',
        'Request authorization to create project shop',
        'Please review request to create project shop',
      ),
      'GET /rest/api/2/issue/10002',
      'GET /rest/api/2/issue/10001/transitions',
      [
        'POST /rest/api/2/issue/10001/transitions',
        {
          transition: { id: '31' },
          update: { comment: [{ add: { body: 'Project shop is Active' } }] },
        },
      ],
    ],
    cluster: [
      [
        'POST /apis/project.openshift.io/v1/projectrequests',
        // The description of the API knows no finalizers, so they are left out.
        {
          kind: 'ProjectRequest',
          metadata: { name: 'shop', labels: { 'kubernetes.io/metadata.name': 'shop' } },
        },
      ],
      'GET /apis/project.openshift.io/v1/projects/shop',
    ],
    notifications: [
      notified({
        title: 'Jira ticket created',
        description: 'Jira ticket created',
        topic: 'Create OCP Project workflow',
        link: `${url('jira')}/jira/servicedesk/projects/OP/issues/OP-1`,
        severity: 'normal',
      }),
      notified({
        title: 'Project shop active',
        description: 'Project shop active',
        topic: 'Create OCP Project workflow',
        severity: 'normal',
      }),
    ],
  },
});

const change = {
  description: 'A bigger disk',
  short_description: 'Disk',
  comments: 'Soon',
  state: '-5',
  assigned_to: 'ada',
  additional_assignee_list: 'bob',
  assignment_group: 'storage',
};

const manager = (title, description) =>
  notified(
    {
      title: `${title}: CHG1`,
      description: `Manager, ${description} change request: CHG1`,
      scope: 'Serverless Workflow Example',
      topic: 'Approval Request',
      link: '/nav_to.do?uri=change_request.do?sys_id=c1',
    },
    ['user:default/manager'],
  );

/** @type {readonly import('../runs.mjs').Case[]} */
export const tickets = [
  {
    workflow: 'aap-job',
    input: { jobTemplateId: 7, inventoryGroup: 'web', limit: 'host1', backstageUser: 'default/ada' },
    expected: ({ id, url }) => ({
      data: { readJob: { id: 99, status: 'successful' } },
      calls: {
        aap: [
          [
            'POST /api/v2/job_templates/7/launch/',
            { limit: 'host1', extra_vars: { rhel_inventory_group: 'web' } },
          ],
          'GET /api/v2/jobs/99/',
        ],
        notifications: [
          notified({
            title: `AAP Job Workflow ${id} Succeeded`,
            description: `AAP job workflow id: ${id} for job template id: 7 succeeded.`,
            scope: 'AAP Job Workflow',
            topic: 'AAP Job Workflow',
            link: `${url('aap')}/#/jobs/playbook/99/output`,
          }),
        ],
      },
    }),
  },
  {
    workflow: 'create-ocp-project',
    title: 'of create-ocp-project-demo',
    input: project,
    expected: projectCreated,
  },
  { workflow: 'create-ocp-project', server: 'apart', input: project, expected: projectCreated },
  {
    workflow: 'servicenow-escalation',
    title: 'with a reminder',
    server: 'apart',
    input: change,
    expected: () => ({
      data: { readChangeRequest: { result: { state: '-3' } } },
      calls: {
        servicenow: [
          ['POST /api/now/table/change_request', change],
          'GET /api/now/table/change_request/c1',
          'GET /api/now/table/change_request/c1',
        ],
        notifications: [
          manager('Please approve', 'please approve this'),
          manager('Thanks for approving', 'thanks a ton for approving the'),
        ],
      },
    }),
  },
];
