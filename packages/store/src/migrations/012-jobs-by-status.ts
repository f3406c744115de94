/**
 * An index for the lists of jobs in some states, by the time when they are due: among many that are over, what a console asks
 * for is rare. The status changes with the time when a job can be taken, which has an index already, so no write touches
 * more pages of the table than before.
 */
export const jobsByStatus = `
create index job_by_status on orchestrator.job (status, expires_at);
create index ingested_job_by_status on orchestrator.ingested_job (status, expires_at);
`;
