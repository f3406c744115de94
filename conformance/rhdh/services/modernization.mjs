import { guarded, InTurn, Reply } from '../guarded.mjs';

const PROJECT = '/api/v1/workspaces/w1/projects/p1';
const TRACKER = '/hub/trackers/1';
const url = 'https://github.com/acme/shop';

const group = { id: 5, name: 'taskgroup.windup', state: 'Ready', data: { output: '/windup/report' } };
const task = (state) => ({ ...group, tasks: [{ id: 6, state, pod: 'mta/task-6' }] });

/** Move2Kube, whose plan is there at the second look, and the hub of the Migration Toolkit for Applications. */
export const modernization = [
  ...guarded('move2kube', undefined, {
    [`POST ${PROJECT}/plan`]: new Reply(202),
    [`GET ${PROJECT}/plan`]: new InTurn(new Reply(204), { plan: 'kind: Plan' }),
    [`POST ${PROJECT}/outputs`]: new Reply(202, { id: 't1', status: 'transforming' }),
  }),
  ...guarded('mta', undefined, {
    'GET /hub/applications': [{ id: 2, name: 'other', repository: { url: 'https://github.com/acme/other' } }],
    'POST /hub/applications': new Reply(201, { id: 3, name: url, repository: { url }, bucket: { id: 4 } }),
    'POST /hub/taskgroups': new Reply(201, group),
    'PUT /hub/taskgroups/5/submit': new Reply(204),
    'GET /hub/taskgroups/5': task('Succeeded'),
    'GET /hub/trackers': [{ id: 1, name: 'jira', kind: 'jira-cloud' }],
    [`GET ${TRACKER}`]: { id: 1, name: 'jira', kind: 'jira-cloud' },
    [`GET ${TRACKER}/projects`]: [{ id: '100', name: 'Migration' }],
    [`GET ${TRACKER}/projects/100`]: { id: '100', name: 'Migration' },
    [`GET ${TRACKER}/projects/100/issuetypes`]: [{ id: '10', name: 'Task' }],
    'GET /hub/migrationwaves': null,
    'POST /hub/migrationwaves': new Reply(201, { id: 8, name: `migrationWave_${url}` }),
    'GET /hub/tickets': [],
    'POST /hub/tickets': new Reply(201, { id: 9, status: 'New' }),
    'GET /hub/tickets/9': { id: 9, status: 'New', link: 'https://jira.example.com/browse/MIG-1' },
  }),
];
