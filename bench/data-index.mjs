// `npm run bench -- data-index`: how fast the data index answers when a million runs are stored.
import { resolve } from 'node:path';
import { answers } from './data-index/answers.mjs';
import { GOALS } from './data-index/goals.mjs';
import { HELP, optionsOf } from './data-index/options.mjs';
import { questions } from './data-index/questions.mjs';
import { stepsBesideReaders } from './data-index/steps.mjs';
import { DOCUMENTS, storeRuns } from './data-index/stored.mjs';
import { openPostgres, query } from './database/postgres.mjs';
import { withServer } from './orchestrator/server.mjs';
import { withWorkflows } from './orchestrator/workflows.mjs';
import { printConditions } from './report/conditions.mjs';
import { judge, printGoals } from './report/goals.mjs';
import { writeResult } from './report/json-file.mjs';
import { printTable } from './report/table.mjs';

/** Seconds for which each question is asked again and again. */
const SECONDS_A_QUESTION = 3;

/** Runs the benchmark. Figures of a machine that others use too are no test: the exit code does not depend on them. */
export async function main(args) {
  const { help, ...options } = optionsOf(args);
  if (help) console.log(HELP);
  else await measureAll(options);
}

async function measureAll({ runs, seconds, json, databaseUrl }) {
  const postgres = await openPostgres(databaseUrl);
  try {
    const settings = await postgres.settings();
    printConditions(settings);
    const measured = await withWorkflows(DOCUMENTS, (workflows) =>
      postgres.withDatabase(async (url) => {
        const stored = await storeRuns(url, workflows, runs);
        console.log(`\n${stored.runs} runs with ${stored.steps} steps are stored.`);
        return { stored, ...(await measure({ databaseUrl: url, workflows, seconds })) };
      }),
    );
    const goals = judge(GOALS, measured);
    printGoals(goals);
    if (json !== undefined)
      await writeResult(resolve(process.env.INIT_CWD ?? '.', json), {
        benchmark: 'data-index',
        settings,
        ...measured,
        goals,
      });
  } finally {
    await postgres.stop();
  }
}

function measure({ databaseUrl, workflows, seconds }) {
  return withServer(['--workflows', workflows, '--database-url', databaseUrl], async ({ url }) => {
    const ids = await query(
      databaseUrl,
      'select id, extract(epoch from started_at)::float8 * 1000 as start from orchestrator.instance tablesample system (1) limit 10000',
    );
    const asked = questions(
      ids.map(({ id }) => id),
      Math.min(...ids.map(({ start }) => start)),
    );
    const rows = await answers({ url, questions: asked, seconds: SECONDS_A_QUESTION });
    console.log('\nOne client, over HTTP\n');
    printTable(
      ['asks for', 'question', 'p50 ms', 'p99 ms', 'asked'],
      rows.map(({ kind, name, p50, p99, all }) => [kind, name, p50.toFixed(2), p99.toFixed(2), String(all)]),
      2,
    );
    const database = { kind: 'postgres', url: databaseUrl };
    const steps = await stepsBesideReaders({ url, database, workflows, questions: asked, seconds });
    console.log(
      `\nRuns of three steps: ${steps.peak.toFixed(0)} a second at most. At half that rate p99 is ${steps.alone.toFixed(1)} ms alone, ${steps.beside.toFixed(1)} ms beside 20 readers.`,
    );
    return { rows, steps };
  });
}
