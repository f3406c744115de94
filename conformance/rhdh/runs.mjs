import { eventRequest } from '../event-request.mjs';
import { Mismatch } from '../mismatch.mjs';
import { eventually } from '../patience.mjs';

/**
 * A run of a workflow, and what has to come of it.
 *
 * @typedef {object} Case
 * @property {string} workflow
 * @property {string} [title] tells it from other cases of the workflow
 * @property {'whole' | 'apart'} [server] 'whole' when it is left out
 * @property {string} [leftOut] why it cannot be run here
 * @property {unknown} [input] what it is started with
 * @property {Record<string, string>} [headers] of the request that starts it
 * @property {Event} [starts] the event that starts it, instead of a request; its data is found in the run's data
 * @property {{at: string, event: (run: {id: string}) => Event}} [waits] where it waits, and the event that it waits for
 * @property {(run: Run) => Expected} expected
 *
 * @typedef {object} Run what the data index tells, and `url`, which gives the address of a stand-in
 *
 * @typedef {object} Expected
 * @property {string} [state] COMPLETED when it is left out
 * @property {string} [error]
 * @property {object} [data] what the data has to hold
 * @property {Record<string, (string | [string, unknown])[]>} [calls] all requests by stand-in: `METHOD /path`, with the JSON
 *   of the body where there is one
 * @property {string[]} [logs] what lines of the log have to hold
 * @property {object[]} [events] what the events that it sent have to hold
 *
 * @typedef {{type: string, source: string, data: object, extensions?: Record<string, string>}} Event
 */

/** How long a run may take, in seconds: the longest waits for seventy in its document. */
const PATIENCE = 110;

const OVER = ['COMPLETED', 'ERROR', 'ABORTED'];

const INSTANCES = `query ($where: ProcessInstanceArgument) {
  ProcessInstances(where: $where) {
    id state start lastUpdate variables error { message } nodes { name exit }
  }
}`;

/**
 * Begins a run, and sends what it waits for.
 *
 * @param {import('../application/application.mjs').Application} application
 * @param {Case} given
 * @returns its id
 */
export async function begin(application, { workflow, input = {}, headers, starts, waits }) {
  const id = starts
    ? await startByEvent(application, workflow, starts)
    : await start(application, workflow, input, headers);
  if (!waits) return id;
  await eventually(PATIENCE, async () => {
    const [run] = await find(application, { id: { equal: id } });
    const open = run?.nodes.filter(({ exit }) => exit === null).map(({ name }) => name);
    if (!open?.includes(waits.at)) throw new Mismatch('open nodes', waits.at, open);
  });
  await send(application, waits.event({ id }));
  return id;
}

/** Waits until a run is over. */
export function over(application, id) {
  return eventually(PATIENCE, async () => {
    const [run] = await find(application, { id: { equal: id } });
    if (!OVER.includes(run?.state)) throw new Mismatch('state', OVER, run);
    return run;
  });
}

async function start(application, workflow, input, headers) {
  const answer = await application.fetch(`/${workflow}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
  // A run that fails at once is answered with its failure.
  const { id, message } = await answer.json();
  if (id === undefined) throw new Mismatch('start', 201, `${answer.status} ${message}`);
  return id;
}

async function startByEvent(application, workflow, event) {
  await send(application, event);
  return eventually(PATIENCE, async () => {
    const runs = await find(application, { processId: { equal: workflow } });
    const has = ({ variables }) =>
      Object.entries(event.data).every(([key, value]) => variables?.workflowdata?.[key] === value);
    const run = runs.find(has);
    if (!run) throw new Mismatch('started by an event', event.data, runs);
    return run.id;
  });
}

async function send(application, event) {
  const answer = await application.fetch('/', eventRequest(event));
  if (!answer.ok) throw new Mismatch('event', 202, `${answer.status} ${await answer.text()}`);
}

async function find(application, where) {
  const answer = await application.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: INSTANCES, variables: { where } }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Mismatch('data index', undefined, errors);
  return data.ProcessInstances;
}
