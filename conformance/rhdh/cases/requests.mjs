/** Who is told of the runs. */
export const recipients = ['user:default/ada'];

/** The request by which a workflow notifies people. */
export function notified(payload, entityRef = recipients) {
  return ['POST /api/notifications', { recipients: { type: 'entity', entityRef }, payload }];
}

/** A new issue, as all workflows ask for it. */
export const opened = (id, key, summary, description) => [
  'POST /rest/api/2/issue',
  {
    fields: {
      summary,
      description,
      issuetype: { name: 'Task' },
      labels: ['backstage-workflow', `workflowId=${id}`],
      project: { key },
    },
  },
];
