import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { CaseRun } from './case-run.mjs';
import { checkDefinition } from './checks/definition.mjs';
import { checkLifecycle, lifecycleChannels } from './checks/lifecycle.mjs';
import { checkLogs } from './checks/logs.mjs';
import { checkProduced } from './checks/produced-events.mjs';
import { checkSent, checkServiceCalledWith, checkServiceCalls } from './checks/sent.mjs';
import { checkResponse } from './checks/response.mjs';
import { resolve } from './placeholders.mjs';
import { openStandIns } from './stand-ins/stand-ins.mjs';
import { Mismatch } from './mismatch.mjs';
import { eventually } from './patience.mjs';
import { openSink } from './sink.mjs';
import { start } from './steps/start.mjs';
import { kindOf, steps } from './steps/steps.mjs';
import { present } from './steps/waiting.mjs';
import { makeWorkspace } from './workspace.mjs';

/** Seconds until what follows a case has to be there. */
const PATIENCE = 5;

/**
 * Runs one case in an application of its own.
 *
 * @param {import('./application/application.mjs').Host} host
 * @param {string} corpus the corpus folder
 * @param {object} entry the case
 * @returns {Promise<{id: string, outcome: 'passed'} | {id: string, outcome: 'failed', check: string, reason: string,
 *   expected?: unknown, actual?: unknown, exchanges: object[]}>}
 */
export async function runCase(host, corpus, entry) {
  const exchanges = [];
  try {
    await withSink((sink) =>
      withStandIns(corpus, entry, async (standIns) => {
        const bound = resolve(entry, standIns.bindings);
        await withWorkspace(corpus, bound, (workflows) =>
          withApplication(host, settingsOf(bound, workflows, sink, standIns), async (application) => {
            const definition = await readFile(path.join(corpus, entry.workflow), 'utf8');
            const workflowId = idOf(definition);
            const surroundings = { application, sink, standIns, corpus, workflowId, exchanges };
            await play(new CaseRun(bound, surroundings), definition);
          }),
        );
      }),
    );
    return { id: entry.id, outcome: 'passed' };
  } catch (error) {
    return failure(entry, error, exchanges);
  }
}

async function withStandIns(corpus, entry, work) {
  const standIns = await openStandIns(entry, corpus);
  try {
    await work(standIns);
  } finally {
    await standIns.close();
  }
}

function settingsOf(entry, workflows, sink, { functions }) {
  const restarts = (entry.steps ?? []).some((step) => Object.hasOwn(step, 'restart'));
  return {
    workflows,
    environment: environmentOf(entry, sink),
    config: {
      ...configOf(entry),
      ...(looksAtLifecycle(entry) && lifecycleChannels(sink)),
      ...(bringsDocument(entry) && { 'orchestrator.definitions.upload': 'true' }),
    },
    restarts,
    ...(functions !== undefined && { functions }),
  };
}

/** Whether the document of a case is sent to the application, which starts without it. */
function bringsDocument({ feature = [] }) {
  return feature.includes('definition-upload');
}

function looksAtLifecycle({ expect = {}, after = {} }) {
  return expect.lifecycle !== undefined || after.lifecycle !== undefined;
}

/** Application properties, and where services are that the application would have to ask the cluster for. */
function configOf({ config = {}, discovery = {} }) {
  const kind = 'services.v1.serving.knative.dev/';
  const addresses = Object.entries(discovery).map(([service, url]) => [
    `orchestrator.discovery.${service.startsWith(kind) ? service.slice(kind.length) : service}`,
    url,
  ]);
  return { ...config, ...Object.fromEntries(addresses) };
}

async function withSink(work) {
  const sink = await openSink();
  try {
    await work(sink);
  } finally {
    await sink.close();
  }
}

async function withWorkspace(corpus, entry, work) {
  const { workflow, with: others = [] } = entry;
  const documents = bringsDocument(entry) ? others : [workflow, ...others];
  const workspace = await makeWorkspace(corpus, documents, configOf(entry));
  try {
    await work(workspace.folder);
  } finally {
    await workspace.remove();
  }
}

async function withApplication(host, settings, work) {
  const application = await host.open(settings);
  try {
    await work(application);
  } finally {
    await application.close();
  }
}

/** The sink takes the events that no other channel is configured for. Null in a case means: not set. */
function environmentOf({ env = {} }, sink) {
  const own = Object.entries(env).map(([name, value]) => [name, value ?? undefined]);
  return { K_SINK: sink.url, ...Object.fromEntries(own) };
}

async function play(run, definition) {
  const { start: beginning, expect = {}, steps: list = [], after = {} } = run.entry;
  if (beginning) {
    const answer = await start(run, beginning);
    checkResponse(run.resolve(expect), answer, definition);
  } else if (expect.definition) {
    await checkDefinition(run, run.resolve(expect));
  }
  for (const step of list) {
    const kind = kindOf(step);
    const answer = await steps[kind](run, step[kind], step);
    if (answer && step.expect) checkResponse(run.resolve(step.expect), answer, definition);
  }
  await checkAftermath(run, run.resolve({ ...expect, ...expect.after, ...after }));
}

async function checkAftermath(run, checks) {
  const { application, sink, standIns } = run;
  const { lifecycle, logs, produced, producedAnyOrder, sent, serviceCalls, serviceCalledWith, instance } =
    checks;
  if (lifecycle) await checkLifecycle(sink, lifecycle);
  if (logs) await checkLogs(application, logs);
  if (produced) await checkProduced(sink, produced, { anyOrder: false });
  if (producedAnyOrder) await checkProduced(sink, producedAnyOrder, { anyOrder: true });
  if (sent) await eventually(PATIENCE, () => checkSent(standIns.received, sent));
  if (serviceCalls) await eventually(PATIENCE, () => checkServiceCalls(standIns.calls, serviceCalls));
  if (serviceCalledWith) checkServiceCalledWith(standIns.calls, serviceCalledWith);
  if (instance === 'present') await present(run);
}

function failure({ id }, error, exchanges) {
  const known = error instanceof Mismatch;
  return {
    id,
    outcome: 'failed',
    check: known ? error.check : 'error',
    reason: known ? error.message : error.stack,
    ...(known && { expected: error.expected, actual: error.actual }),
    exchanges,
  };
}

/** The id of the workflow under test; undefined when the document cannot be read, which may be what a case is about. */
function idOf(definition) {
  return parseDocument(definition, { uniqueKeys: false }).get('id');
}
