// `npm run bench -- durable`: how fast runs are when nothing that was acknowledged can be lost.
import { resolve } from 'node:path';
import { openPostgres } from './database/postgres.mjs';
import { GOALS } from './durable/goals.mjs';
import { HELP, optionsOf } from './durable/options.mjs';
import { peerRows, peersInstalled } from './durable/peers.mjs';
import { pgliteRows } from './durable/pglite.mjs';
import { printRows } from './durable/print.mjs';
import { resumeRows } from './durable/resume.mjs';
import { singleCommits } from './durable/single-commits.mjs';
import { threeStepRows } from './durable/three-step.mjs';
import { zeroStepRows } from './durable/zero-step.mjs';
import { printConditions } from './report/conditions.mjs';
import { judge, printGoals } from './report/goals.mjs';
import { writeResult } from './report/json-file.mjs';

/** Each answers its rows. */
const MEASURE = {
  'zero-step': { title: 'Runs without calls', rows: zeroStepRows },
  'three-step': { title: 'Runs of three calls in a row', rows: threeStepRows },
  resume: { title: 'Runs that wait, carried on by an event each', rows: resumeRows },
  pglite: { title: 'On the embedded database', rows: pgliteRows },
  peers: { title: 'The same runs on other engines', rows: peerRows, lacks: lackOfPeers },
};

/** Runs the benchmark. Figures of a machine that others use too are no test: the exit code does not depend on them. */
export async function main(args) {
  const { help, ...options } = optionsOf(args);
  if (help) console.log(HELP);
  else await measureAll(options);
}

async function measureAll({ groups, seconds, json, databaseUrl }) {
  const postgres = await openPostgres(databaseUrl);
  try {
    const settings = await postgres.settings();
    printConditions(settings);
    const commits = [await commitRow(postgres, seconds)];
    const rows = [];
    for (const [group, { title, rows: measure, lacks }] of Object.entries(MEASURE)) {
      if (!groups.includes(group)) continue;
      const lack = lacks?.();
      if (lack !== undefined) {
        console.log(`\n${lack}`);
        continue;
      }
      const measured = await measure({ postgres, seconds });
      printRows(title, measured);
      rows.push(...measured);
    }
    const memoryMb = postgres.memoryMb();
    if (memoryMb !== undefined)
      console.log(`\nPostgreSQL itself has ${memoryMb.toFixed(0)} MB, with its shared memory.`);
    commits.push(await commitRow(postgres, seconds));
    const mean = commits.reduce((sum, { perSecond }) => sum + perSecond, 0) / commits.length;
    const goals = judge(GOALS, { rows, commits: mean });
    printGoals(goals);
    if (json !== undefined)
      await writeResult(resolve(process.env.INIT_CWD ?? '.', json), {
        benchmark: 'durable',
        settings,
        commits,
        rows,
        postgresMb: memoryMb,
        goals,
      });
  } finally {
    await postgres.stop();
  }
}

async function commitRow(postgres, seconds) {
  const row = await singleCommits(postgres, { seconds });
  console.log(`\nSingle commits of 8 clients: ${row.perSecond.toFixed(0)} a second (${row.tool}).`);
  return row;
}

function lackOfPeers() {
  return peersInstalled() ? undefined : 'peers: not installed (npm ci --prefix bench/peers)';
}
