/** Indexes by which jobs and user tasks of other runtimes are found that ended long ago, and whose run nobody knows. */
export const endedIngested = `
create index ingested_job_by_end on orchestrator.ingested_job (updated_at)
  where status in ('EXECUTED', 'CANCELED', 'ERROR');
create index ingested_task_by_end on orchestrator.ingested_task (updated_at) where completed_at is not null;
`;
