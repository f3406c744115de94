import { basic, guarded, InTurn, Reply } from '../guarded.mjs';

const jiraUser = basic('jira-user', 'jira-token');

/** A new issue of a project; the address of the answer holds nothing that a workflow reads. */
function created(project, id) {
  const [mock] = guarded('jira', jiraUser, {
    'POST /rest/api/2/issue': new Reply(201, { id, key: `${project}-1`, self: `http://jira/${id}` }),
  });
  return { ...mock, when: { ...mock.when, bodyJsonContains: { fields: { project: { key: project } } } } };
}

const state = (key, resolution) => ({
  fields: { status: { statusCategory: { key } }, ...(resolution && { resolution: { name: resolution } }) },
});

/** Issues of three projects in Jira, change requests in ServiceNow, and jobs in the Ansible Automation Platform. */
export const tickets = [
  created('AUD', '10001'),
  created('OP', '10002'),
  created('VM', '10003'),
  created('NO', '10004'),
  ...guarded('jira', jiraUser, {
    'GET /rest/api/2/issue/10002': state('done', 'Done'),
    'GET /rest/api/2/issue/10003': new InTurn(state('indeterminate'), state('done', 'Done')),
    'GET /rest/api/2/issue/10004': state('done', "Won't Do"),
    'GET /rest/api/2/issue/10001/transitions': {
      transitions: [
        { id: '11', name: 'Start', to: { name: 'In Progress' } },
        { id: '31', name: 'Finish', to: { name: 'Done' } },
      ],
    },
    'POST /rest/api/2/issue/10001/transitions': new Reply(204),
  }),
  ...guarded('servicenow', basic('servicenow-user', 'servicenow-password'), {
    'POST /api/now/table/change_request': new Reply(201, {
      result: { sys_id: 'c1', state: '-5', number: 'CHG1' },
    }),
    'GET /api/now/table/change_request/c1': new InTurn(
      { result: { sys_id: 'c1', state: '-4', number: 'CHG1' } },
      { result: { sys_id: 'c1', state: '-3', number: 'CHG1' } },
    ),
  }),
  ...guarded('aap', basic('aap-user', 'aap-password'), {
    'POST /api/v2/job_templates/7/launch/': new Reply(201, { id: 99, failed: false, status: 'pending' }),
    'GET /api/v2/jobs/99/': { id: 99, failed: false, status: 'successful' },
  }),
];
