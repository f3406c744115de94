import { compareAnswer } from './compare-answer.mjs';

/**
 * Posts the data set of a file to a fresh application, sends its requests, and answers how each went.
 *
 * @param {import('../application/application.mjs').Application} application
 * @param {{dataset?: {events?: {post: string, event: object}[]}, requests: any[]}} file
 * @throws Error when an event of the data set is not taken
 */
export async function runFile(application, { dataset, requests }) {
  for (const { post, event } of dataset?.events ?? []) await postEvent(application, post, event);
  const outcomes = [];
  for (const request of requests) outcomes.push(await outcomeOf(application, request));
  return outcomes;
}

async function postEvent(application, path, event) {
  const response = await application.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify(event),
  });
  if (response.ok) return response.arrayBuffer();
  throw new Error(`${path} refused the event ${event.id} with ${response.status}: ${await response.text()}`);
}

async function outcomeOf(application, { id, title, query, variables, expect }) {
  const response = await application.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const body = parsed(text);
  const problems =
    body === undefined
      ? [`The answer is no JSON: ${text}`]
      : compareAnswer({ status: response.status, body }, expect);
  return { id, title, outcome: problems.length === 0 ? 'passed' : 'failed', problems };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
