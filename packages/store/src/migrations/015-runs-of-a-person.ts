/**
 * The runs that a person has started of one workflow, which the portal asks for most, have an index in their order. Without
 * it PostgreSQL takes all runs of the workflow to narrow those of the person.
 */
export const runsOfAPerson = `
create index instance_by_initiator_and_workflow on orchestrator.instance (initiator_entity, workflow_id, started_at desc)
  where initiator_entity is not null;
`;
