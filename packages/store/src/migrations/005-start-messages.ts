/**
 * Starts that wait in the inbox are looked up by what tells whether another event belongs to the same instance: many
 * events may have come at once, so the workflow alone is not enough.
 */
export const startMessages = `
create index inbox_by_correlation on orchestrator.inbox (workflow_id, correlation_key) where correlation_key is not null;
create index inbox_by_business_key on orchestrator.inbox (workflow_id, business_key) where business_key is not null;
drop index orchestrator.inbox_by_workflow;
`;
