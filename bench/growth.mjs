// `npm run bench -- growth`: what a step, a timer and a start cost when much is stored.
import { resolve } from 'node:path';
import { openPostgres } from './database/postgres.mjs';
import { GOALS } from './growth/goals.mjs';
import { HELP, optionsOf } from './growth/options.mjs';
import { pendingTimers } from './growth/pending-timers.mjs';
import { printStarts, printStored, printTimers } from './growth/print.mjs';
import { starts } from './growth/starts.mjs';
import { storedRuns } from './growth/stored-runs.mjs';
import { printConditions } from './report/conditions.mjs';
import { judge, printGoals } from './report/goals.mjs';
import { writeResult } from './report/json-file.mjs';

/** Runs the benchmark. Figures of a machine that others use too are no test: the exit code does not depend on them. */
export async function main(args) {
  const { help, ...options } = optionsOf(args);
  if (help) console.log(HELP);
  else await measureAll(options);
}

async function measureAll({ parts, seconds, most, json, databaseUrl }) {
  const postgres = await openPostgres(databaseUrl);
  try {
    const settings = await postgres.settings();
    printConditions(settings);
    const measured = {};
    if (parts.includes('starts')) {
      measured.starts = await starts({ postgres });
      printStarts(measured.starts);
    }
    if (parts.includes('pending-timers')) {
      measured.timers = await pendingTimers({ postgres, pending: most });
      printTimers(measured.timers);
    }
    if (parts.includes('stored-runs')) {
      const sizes = [1_000, most / 10, most];
      measured.stored = await storedRuns({ postgres, seconds, sizes });
      printStored(measured.stored);
    }
    const goals = judge(GOALS, measured);
    printGoals(goals);
    if (json !== undefined)
      await writeResult(resolve(process.env.INIT_CWD ?? '.', json), {
        benchmark: 'growth',
        settings,
        ...measured,
        goals,
      });
  } finally {
    await postgres.stop();
  }
}
