import { expect, test } from 'vitest';
import { runFile } from './run-file.mjs';

/** An application that answers requests with these data, and events with these statuses. */
function applicationOf(data, statuses = []) {
  const sent = [];
  const fetch = (path, { headers, body }) => {
    sent.push([path, headers['content-type'], JSON.parse(body)]);
    const status = path === '/graphql' ? 200 : (statuses.shift() ?? 202);
    return Promise.resolve(new Response(path === '/graphql' ? JSON.stringify({ data }) : null, { status }));
  };
  return { application: { fetch }, sent };
}

const event = { id: 'e' };
const query = { id: 'A', title: 'a', query: '{ a }', variables: { b: 1 } };

test('events are posted before requests, and each request is judged by itself', async () => {
  const { application, sent } = applicationOf({ a: 1 });
  const requests = [
    { ...query, expect: { data: { a: 1 } } },
    { ...query, id: 'B', expect: { data: { a: 2 } } },
  ];
  const outcomes = await runFile(application, { dataset: { events: [{ post: '/jobs', event }] }, requests });
  expect(outcomes).toMatchObject([
    { id: 'A', outcome: 'passed', problems: [] },
    { id: 'B', outcome: 'failed' },
  ]);
  const request = ['/graphql', 'application/json', { query: '{ a }', variables: { b: 1 } }];
  expect(sent).toEqual([['/jobs', 'application/cloudevents+json', event], request, request]);
});

test('an event that is not taken ends the run', async () => {
  const { application } = applicationOf({}, [202, 400]);
  const events = [event, event].map((each) => ({ post: '/tasks', event: each }));
  await expect(runFile(application, { dataset: { events }, requests: [] })).rejects.toThrow(
    'refused the event e with 400',
  );
});
