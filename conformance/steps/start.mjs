import { URLSearchParams } from 'node:url';
import { checkResponse } from '../checks/response.mjs';

/** Starts a run as the case says and binds its id, if the answer has one. */
export async function start(run, { body, headers, query, event }) {
  const answer = event ? await run.sendEvent(event) : await post(run, body, headers, query);
  if (typeof answer.json?.id === 'string') run.bind('id', answer.json.id);
  return answer;
}

/** `startMany`: starts the same run several times. */
export async function startMany(run, { count, body }, { expect = {} }) {
  for (let number = 0; number < count; number += 1) {
    const answer = await post(run, body);
    checkResponse(run.resolve(expect), answer, '');
    run.startedIds.push(answer.json.id);
  }
}

function post(run, body, headers, query = {}) {
  const search = new URLSearchParams(run.resolve(query)).toString();
  const path = `/${encodeURIComponent(run.workflowId)}${search && `?${search}`}`;
  return run.requestJson('POST', path, run.resolve(body), run.resolve(headers ?? {}));
}
