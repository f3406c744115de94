import type { Runtime } from '@orchestrator/runtime';
import type { Route, Surroundings } from '../routes.js';
import { abortInstance, getError, retrigger, skip } from './instances.js';
import { migrateAll, migrateInstance } from './migration.js';
import { cancelNodeInstance, listNodeInstances, retriggerNodeInstance, triggerNode } from './nodes.js';
import {
  describeProcess,
  getSource,
  getSourceFile,
  listNodes,
  listProcesses,
  listSources,
} from './processes.js';
import { moveSla } from './sla.js';
import { listNodeTimers, listTimers } from './timers.js';

const PROCESS = '/([^/]+)';
const INSTANCE = `${PROCESS}/instances/([^/]+)`;
const NODE_INSTANCE = `${INSTANCE}/nodeInstances/([^/]+)`;

/** The management API (workflow-runtime.md 4.3). */
export function managementRoutes({ runtime, store }: Surroundings): Route[] {
  return [
    ['GET', at(''), () => listProcesses(runtime)],
    ['GET', at('/sources'), (request) => getSourceFile(runtime, request)],
    ['GET', at(PROCESS), (_, [id = '']) => describeProcess(runtime, id)],
    ['GET', at(`${PROCESS}/nodes`), (_, [id = '']) => listNodes(runtime, store, id)],
    ['GET', at(`${PROCESS}/source`), (_, [id = '']) => getSource(runtime, id)],
    ['GET', at(`${PROCESS}/sources`), (_, [id = '']) => listSources(runtime, id)],
    ['POST', at(`${PROCESS}/migrate`), (request, [id = '']) => migrateAll(runtime, id, request)],
    ...instanceRoutes(runtime),
    ...nodeRoutes({ runtime, store }),
  ];
}

function instanceRoutes(runtime: Runtime): Route[] {
  return [
    ['DELETE', at(INSTANCE), (request, [id = '', run = '']) => abortInstance(runtime, id, run, request)],
    ['GET', at(`${INSTANCE}/error`), (_, [id = '', run = '']) => getError(runtime, id, run)],
    [
      'POST',
      at(`${INSTANCE}/retrigger`),
      (request, [id = '', run = '']) => retrigger(runtime, id, run, request),
    ],
    ['POST', at(`${INSTANCE}/skip`), (request, [id = '', run = '']) => skip(runtime, id, run, request)],
    [
      'POST',
      at(`${INSTANCE}/migrate`),
      (request, [id = '', run = '']) => migrateInstance(runtime, id, run, request),
    ],
    ['PATCH', at(`${INSTANCE}/sla`), (_, [id = '', run = '']) => moveSla(runtime, id, run)],
  ];
}

function nodeRoutes({ runtime, store }: Pick<Surroundings, 'runtime' | 'store'>): Route[] {
  return [
    [
      'GET',
      at(`${INSTANCE}/nodeInstances`),
      (_, [id = '', run = '']) => listNodeInstances(runtime, store, id, run),
    ],
    ['GET', at(`${INSTANCE}/timers`), (_, [id = '', run = '']) => listTimers(runtime, store, id, run)],
    [
      'GET',
      at(`${NODE_INSTANCE}/timers`),
      (_, [id = '', run = '', node = '']) => listNodeTimers(runtime, store, id, run, node),
    ],
    [
      'POST',
      at(`${INSTANCE}/nodes/([^/]+)`),
      (request, [id = '', run = '', node = '']) => triggerNode(runtime, id, run, node, request),
    ],
    [
      'POST',
      at(NODE_INSTANCE),
      (request, [id = '', run = '', node = '']) => retriggerNodeInstance(runtime, id, run, node, request),
    ],
    [
      'DELETE',
      at(NODE_INSTANCE),
      (request, [id = '', run = '', node = '']) => cancelNodeInstance(runtime, id, run, node, request),
    ],
    [
      'PATCH',
      at(`${NODE_INSTANCE}/sla`),
      (_, [id = '', run = '', node = '']) => moveSla(runtime, id, run, node),
    ],
  ];
}

function at(path: string): RegExp {
  return new RegExp(`^/management/processes${path}/?$`);
}
