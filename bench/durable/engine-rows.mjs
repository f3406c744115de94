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

/** Runs of one workflow at each concurrency, started by the program that embeds the engine. */
export function inProcess({ postgres, workflows, ...plan }) {
  return withEngine({ postgres, workflows }, async (engine, url) => {
    const rows = await loads(engine, { postgres, ...plan });
    await completedRuns(url, rows);
    return rows;
  });
}

/** Loads an engine with runs of one workflow at each concurrency. */
export async function loads(engine, { row, postgres, seconds, concurrencies, workflowId, data }) {
  const rows = [];
  for (const concurrency of concurrencies) {
    const load = { name: 'load', workflowId, data, concurrency, seconds };
    rows.push(await measured({ row, tested: [engine.pid], postgres }, () => engine.ask(load)));
  }
  return rows;
}

/** The same runs, started over HTTP by another process from `orchestrator serve`. */
export function overHttp({ row, postgres, seconds, concurrencies, workflows, workflowId, data }) {
  return postgres.withDatabase((url) =>
    withServer(['--workflows', workflows, '--database-url', url], (server) =>
      withChild(HTTP_LOAD, async (clients) => {
        const request = { url: `${server.url}/${workflowId}`, body: data, status: 201 };
        const rows = [];
        for (const concurrency of concurrencies) {
          const load = { name: 'post', ...request, concurrency, seconds };
          rows.push(await measured({ row, tested: [server.pid], postgres }, () => clients.ask(load)));
        }
        await completedRuns(url, rows);
        return rows;
      }),
    ),
  );
}
