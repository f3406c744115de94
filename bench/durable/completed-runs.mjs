import { query } from '../database/postgres.mjs';

/** Checks in the database itself that every run of these rows is stored as COMPLETED. */
export async function completedRuns(url, rows) {
  const answered = rows.reduce((sum, { all }) => sum + all, 0);
  const [{ completed, stored }] = await query(
    url,
    'select count(*) filter (where state = 2)::int as completed, count(*)::int as stored from orchestrator.instance',
  );
  if (completed !== answered || stored !== answered)
    throw new Error(`${answered} runs were answered, but ${completed} of ${stored} are stored as completed.`);
}
