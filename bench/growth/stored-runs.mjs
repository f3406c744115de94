import { query } from '../database/postgres.mjs';
import { measured } from '../load/measured.mjs';
import { ENGINE } from '../orchestrator/engine-process.mjs';
import { steps, withWorkflows } from '../orchestrator/workflows.mjs';
import { Child } from '../processes/child.mjs';
import { copyRun } from './copies.mjs';

/** Steps with an effect in each run. */
const STEPS = 3;
const CONCURRENCY = 64;
const ROUNDS = 5;

/**
 * What a step costs on databases with few and with many finished runs. All take turns, because a machine drifts, and the
 * best round of each counts.
 */
export function storedRuns({ postgres, seconds, sizes }) {
  return withWorkflows({ steps }, async (workflows) => {
    const nested = async (remaining, engines) => {
      const [size, ...others] = remaining;
      if (size === undefined) return takeTurns(engines, { postgres, seconds });
      return postgres.withDatabase(async (url) => {
        await prepare(url, workflows, size);
        const engine = await open(url, workflows);
        try {
          return await nested(others, [...engines, { size, engine }]);
        } finally {
          await engine.end();
        }
      });
    };
    return nested(sizes, []);
  });
}

async function open(url, workflows) {
  const engine = new Child(ENGINE);
  await engine.ask({ name: 'open', database: { kind: 'postgres', url }, workflows });
  return engine;
}

/** Stores one run in earnest, and copies of it. */
async function prepare(url, workflows, size) {
  const engine = await open(url, workflows);
  await engine.ask({ name: 'start', workflowId: 'steps', data: { order: 7 } });
  await engine.end();
  const [{ id }] = await query(url, 'select id from orchestrator.instance');
  await copyRun(url, id, { copies: size - 1 });
}

async function takeTurns(engines, { postgres, seconds }) {
  const load = (engine) => () =>
    engine.ask({ name: 'load', workflowId: 'steps', data: { order: 7 }, concurrency: CONCURRENCY, seconds });
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const { size, engine } of engines)
      rounds.push({ size, ...(await measured({ tested: [engine.pid], postgres }, load(engine))) });
  return engines.map(({ size }) =>
    cost(
      size,
      rounds.filter((round) => round.size === size),
    ),
  );
}

/** Microseconds of a step: as time passes in the best round, and of processors in all rounds. */
function cost(size, rounds) {
  const best = Math.max(...rounds.map(({ perSecond }) => perSecond));
  const taken = rounds.reduce((sum, { all }) => sum + all, 0) * STEPS;
  const cpu = (name) => rounds.reduce((sum, round) => sum + round[name] * round.elapsed, 0);
  return {
    size,
    microsPerStep: 1e6 / (best * STEPS),
    cpuMicrosEngine: (1e6 * cpu('coresTested')) / taken,
    cpuMicrosPostgres: (1e6 * cpu('coresPostgres')) / taken,
  };
}
