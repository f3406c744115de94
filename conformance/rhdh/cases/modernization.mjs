import { notified, recipients } from './requests.mjs';

const PROJECT = '/api/v1/workspaces/w1/projects/p1';
const repositoryURL = 'https://github.com/acme/shop';
const topic = 'MTA Analysis Workflow';

const analysed = [
  'GET /hub/applications',
  ['POST /hub/applications', { name: repositoryURL, repository: { url: repositoryURL, kind: 'git' } }],
  [
    'POST /hub/taskgroups',
    {
      name: 'taskgroup.windup',
      addon: 'windup',
      data: {
        output: '/windup/report',
        rules: {
          labels: ['konveyor.io/target=cloud-readiness'],
          rulesets: [{ id: 2, name: 'Containerization' }],
        },
        tagger: { enabled: true },
        mode: { binary: false, withDeps: false, diva: false },
        scope: { withKnown: false },
      },
    },
  ],
  [
    'PUT /hub/taskgroups/5/submit',
    {
      createUser: 'admin',
      name: 'taskgroup.windup',
      addon: 'windup',
      data: { output: '/windup/report' },
      bucket: { id: 4 },
      state: 'Created',
      tasks: [{ name: `${repositoryURL}.1.windup`, application: { id: 3, name: repositoryURL } }],
    },
  ],
  'GET /hub/taskgroups/5',
];

const exported = [
  'GET /hub/trackers',
  'GET /hub/trackers/1',
  'GET /hub/trackers/1/projects',
  'GET /hub/trackers/1/projects/100',
  'GET /hub/trackers/1/projects/100/issuetypes',
  'GET /hub/migrationwaves',
  [
    'POST /hub/migrationwaves',
    {
      name: `migrationWave_${repositoryURL}`,
      applications: [{ id: 3, name: repositoryURL }],
    },
  ],
  'GET /hub/tickets',
  [
    'POST /hub/tickets',
    {
      tracker: { id: 1, name: 'jira' },
      parent: '100',
      kind: '10',
      application: { id: 3, name: repositoryURL },
    },
  ],
  'GET /hub/tickets/9',
];

const analysis = (title, exportToIssueManager, calls, entityRef, ticket) => ({
  workflow: 'mta-analysis-v6',
  title,
  server: 'apart',
  input: { repositoryURL, recipients, exportToIssueManager },
  expected: ({ url }) => {
    const link = `${url('mta')}/hub/applications/3/bucket/windup/report/`;
    const [request, { payload }] = notified({
      title: 'MTA analysis completed',
      description: `MTA analysis is completed and the report for ${repositoryURL} is ready.`,
      topic,
      link,
    });
    return {
      data: {
        mtaAnalysisResultURL: link,
        migrationWaveJiraTicketURL: ticket,
        workflowOptions: { migrationOptions: [{ id: 'm2k', name: 'Move2Kube workflow' }] },
      },
      calls: {
        mta: calls,
        notifications: [[request, { recipients: { type: 'entity', ...entityRef }, payload }]],
      },
    };
  },
});

const transformed = (id) =>
  `Move2Kube workflow  ${id} on workspace w1 and project p1 was successful; the output is available in the branch k8s of ` +
  `your git repository ${repositoryURL}`;

/** @type {readonly import('../runs.mjs').Case[]} */
export const modernization = [
  analysis('without export', 'false', analysed, { entityRef: recipients }, null),
  // This path loses the recipients before the notification.
  analysis('with export', 'true', [...analysed, ...exported], {}, 'https://jira.example.com/browse/MIG-1'),
  {
    workflow: 'm2k',
    input: {
      repositoryURL,
      sourceBranch: 'main',
      targetBranch: 'k8s',
      workspaceId: 'w1',
      projectId: 'p1',
      recipients,
    },
    waits: {
      at: 'WaitForSaveTransformationCompletionEvent',
      event: ({ id }) => ({
        type: 'transformation_saved',
        source: 'save-transformation',
        data: { error: null, message: null },
        extensions: { kogitoprocrefid: id },
      }),
    },
    expected: ({ id, url }) => ({
      data: {
        planRetries: 2,
        result: {
          message: transformed(id),
          outputs: [
            { key: 'Git repository', value: repositoryURL, format: 'link' },
            { key: 'Git branch', value: 'k8s' },
          ],
        },
      },
      logs: [
        `m2k workflow: ${id} transformation ID: t1`,
        // The brace that should end the expression stands inside its text.
        `m2k workflow: ${id} has finalized successfully}`,
      ],
      calls: {
        move2kube: [
          `POST ${PROJECT}/plan?remote-source=git%2Bssh%3A%2F%2Fgithub.com%2Facme%2Fshop%40main`,
          `GET ${PROJECT}/plan`,
          `GET ${PROJECT}/plan`,
          [`POST ${PROJECT}/outputs`, { plan: 'kind: Plan' }],
        ],
        notifications: [
          notified({
            // The workflow reads the id of the transformation where it is not.
            title: 'Transformation  waiting for Q&A',
            description:
              'Please go to your move2kube instance and answer the questions in order to continue the Move2Kube workflow',
            topic: 'Move2Kube Workflow',
            link: `${url('move2kube')}/workspaces/w1/projects/p1/outputs/t1`,
            severity: 'normal',
          }),
          notified({
            title: `Move2Kube workflow ${id} succeeded`,
            description: transformed(id),
            topic: 'Move2Kube Workflow',
            severity: 'normal',
          }),
        ],
      },
      events: [
        {
          type: 'save-transformation',
          source: '/process/m2k',
          data: {
            gitRepo: 'ssh://github.com/acme/shop',
            branch: 'k8s',
            workspaceId: 'w1',
            projectId: 'p1',
            transformId: 't1',
            workflowCallerId: id,
          },
        },
      ],
    }),
  },
];
