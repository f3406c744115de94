import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { CaseRun } from './case-run.mjs';
import { checkDefinition } from './checks/definition.mjs';
import { checkLogs } from './checks/logs.mjs';
import { checkProduced } from './checks/produced-events.mjs';
import { checkResponse } from './checks/response.mjs';
import { Mismatch } from './mismatch.mjs';
import { openSink } from './sink.mjs';
import { start } from './steps/start.mjs';
import { kindOf, steps } from './steps/steps.mjs';
import { present } from './steps/waiting.mjs';
import { makeWorkspace } from './workspace.mjs';

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
      withWorkspace(corpus, entry, (workflows) =>
        withApplication(host, { workflows, environment: environmentOf(entry, sink) }, async (application) => {
          const definition = await readFile(path.join(corpus, entry.workflow), 'utf8');
          const workflowId = idOf(definition);
          await play(new CaseRun(entry, { application, sink, corpus, workflowId, exchanges }), definition);
        }),
      ),
    );
    return { id: entry.id, outcome: 'passed' };
  } catch (error) {
    return failure(entry, error, exchanges);
  }
}

async function withSink(work) {
  const sink = await openSink();
  try {
    await work(sink);
  } finally {
    await sink.close();
  }
}

async function withWorkspace(corpus, { workflow, with: others = [], config = {} }, work) {
  const workspace = await makeWorkspace(corpus, [workflow, ...others], config);
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

async function checkAftermath(run, { logs, produced, producedAnyOrder, instance }) {
  if (logs) await checkLogs(run.application, logs);
  if (produced) await checkProduced(run.sink, produced, { anyOrder: false });
  if (producedAnyOrder) await checkProduced(run.sink, producedAnyOrder, { anyOrder: true });
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
