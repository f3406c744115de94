// A process that holds the engine and the load on it: what a program has that embeds the engine.
import { createConnectors } from '@orchestrator/connectors';
import { createRuntime } from '@orchestrator/runtime';
import { openStore } from '@orchestrator/store';
import { closedLoop } from '../load/closed-loop.mjs';
import { pacedLoop } from '../load/paced-loop.mjs';
import { serveJobs } from '../processes/job.mjs';
import { lateness } from './lateness.mjs';
import { resume } from './resume.mjs';

const ignore = () => undefined;
const print = (message) => console.error(message);
const logger = { error: print, warn: print, info: ignore, debug: ignore };

/** Steps that need no other process: what is measured then is the engine and its database. */
const functions = { 'service:bench': () => ({ done: true, price: 42 }) };

const connectors = createConnectors({ functions });
let store;
let runtime;

async function complete(workflowId, data) {
  const { state } = await runtime.start({ workflowId, data });
  if (state !== 'COMPLETED') throw new Error(`A run of ${workflowId} is ${state}.`);
}

serveJobs(
  {
    async open({ database, workflows }) {
      store = await openStore(database);
      runtime = await createRuntime({ store, workflows, connectors: connectors.byName, logger });
    },
    load: ({ workflowId, data, ...load }) =>
      closedLoop({ ...load, operation: () => complete(workflowId, data) }),
    pace: ({ workflowId, data, ...load }) =>
      pacedLoop({ ...load, operation: () => complete(workflowId, data) }),
    async start(request) {
      await runtime.start(request);
    },
    lateness: (plan) => lateness(runtime, plan),
    resume: (plan) => resume(runtime, plan),
  },
  async () => {
    await runtime?.close();
    await connectors.close();
    await store?.close();
  },
);
