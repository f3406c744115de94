import { withChild } from '../processes/child.mjs';
import { ENGINE } from '../orchestrator/engine-process.mjs';
import { withServer } from '../orchestrator/server.mjs';
import { completedRuns } from './completed-runs.mjs';
import { measured } from '../load/measured.mjs';

const HTTP_LOAD = new URL('../load/http-load.process.mjs', import.meta.url);

/** Gives the work a process that embeds the engine, on an empty database. */
export function withEngine({ postgres, workflows }, work) {
  return postgres.withDatabase((url) =>
    withEngineOn({ kind: 'postgres', url }, workflows, (engine) => work(engine, url)),
  );
}

/** Gives the work a process that embeds the engine, on this database. */
export function withEngineOn(database, workflows, work) {
  return withChild(ENGINE, async (engine) => {
    await engine.ask({ name: 'open', database, workflows });
    return work(engine);
  });
}

/**
 * Gives the work a way to load a program that embeds the engine, and checks its rows in the end.
 *
 * @param work - is given a function from concurrency and seconds to a row, and answers rows
 */
export function withInProcess({ row, postgres, workflows, workflowId, data }, work) {
  return withEngine({ postgres, workflows }, async (engine, url) => {
    const load = loadOf(engine, { row, postgres, workflowId, data });
    return work(load, (rows) => completedRuns(url, rows));
  });
}

/** The same for `orchestrator serve`, whose runs another process starts over HTTP. */
export function withHttp({ row, postgres, workflows, workflowId, data }, work) {
  return postgres.withDatabase((url) =>
    withServer(['--workflows', workflows, '--database-url', url], (server) =>
      withChild(HTTP_LOAD, async (clients) => {
        const request = { name: 'post', url: `${server.url}/${workflowId}`, body: data, status: 201 };
        const load = (concurrency, seconds) =>
          measured({ row, tested: [server.pid], postgres }, () =>
            clients.ask({ ...request, concurrency, seconds }),
          );
        return work(load, (rows) => completedRuns(url, rows));
      }),
    ),
  );
}

/** Runs of one workflow at each concurrency, started by the program that embeds the engine. */
export const inProcess = (plan) => atEach(withInProcess, plan);

/** The same runs, started over HTTP by another process from `orchestrator serve`. */
export const overHttp = (plan) => atEach(withHttp, plan);

function atEach(withLoad, { concurrencies, seconds, ...plan }) {
  return withLoad(plan, async (load, check) => {
    const rows = await rowsOf(load, concurrencies, seconds);
    await check(rows);
    return rows;
  });
}

/** Loads an engine with runs of one workflow at each concurrency. */
export const loads = (engine, { concurrencies, seconds, ...plan }) =>
  rowsOf(loadOf(engine, plan), concurrencies, seconds);

/** A row for each concurrency, one after the other. */
export async function rowsOf(load, concurrencies, seconds) {
  const rows = [];
  for (const concurrency of concurrencies) rows.push(await load(concurrency, seconds));
  return rows;
}

const loadOf =
  (engine, { row, postgres, workflowId, data }) =>
  (concurrency, seconds) =>
    measured({ row, tested: [engine.pid], postgres }, () =>
      engine.ask({ name: 'load', workflowId, data, concurrency, seconds }),
    );
