import { withChild } from '../processes/child.mjs';
import { withServer } from '../orchestrator/server.mjs';
import { completedRuns } from './completed-runs.mjs';
import { measured } from './measured.mjs';

const ENGINE = new URL('../orchestrator/engine.process.mjs', import.meta.url);
const HTTP_LOAD = new URL('../load/http-load.process.mjs', import.meta.url);

/** Runs of one workflow at each concurrency, started by the program that embeds the engine. */
export function inProcess({ row, postgres, seconds, concurrencies, workflows, workflowId, data }) {
  return postgres.withDatabase((url) =>
    withChild(ENGINE, async (engine) => {
      await engine.ask({ name: 'open', database: { kind: 'postgres', url }, workflows });
      const rows = [];
      for (const concurrency of concurrencies) {
        const load = { name: 'load', workflowId, data, concurrency, seconds };
        rows.push(await measured({ row, tested: engine.pid, postgres }, () => engine.ask(load)));
      }
      await completedRuns(url, rows);
      return rows;
    }),
  );
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
          rows.push(await measured({ row, tested: server.pid, postgres }, () => clients.ask(load)));
        }
        await completedRuns(url, rows);
        return rows;
      }),
    ),
  );
}
