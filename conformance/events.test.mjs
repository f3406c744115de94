import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkProduced } from './checks/produced-events.mjs';
import { eventRequest } from './event-request.mjs';
import { Mismatch } from './mismatch.mjs';
import { openSink } from './sink.mjs';

let sink;
beforeEach(async () => {
  sink = await openSink();
});
afterEach(() => sink.close());

const send = (event) => fetch(sink.url, eventRequest(event));
const sent = { type: 'order', source: '/shop', data: { name: 'Zoë' }, extensions: { userid: '50 % "ü"' } };

test.each(['structured', 'binary'])('the sink keeps an event sent in %s mode', async (mode) => {
  await send({ ...sent, mode });
  expect(sink.events).toEqual([
    {
      specversion: '1.0',
      id: expect.any(String),
      type: 'order',
      source: '/shop',
      userid: '50 % "ü"',
      datacontenttype: 'application/json',
      data: { name: 'Zoë' },
    },
  ]);
});

test('an event that arrives again is kept once', async () => {
  const request = eventRequest({ ...sent, mode: 'binary' });
  await fetch(sink.url, request);
  await fetch(sink.url, request);
  await send({ ...sent, mode: 'binary' });
  expect(sink.events).toHaveLength(2);
});

test('an event can be declared as plain JSON, and be without a payload', async () => {
  expect(eventRequest({ type: 'a', contentType: 'application/json' }).headers['content-type']).toBe(
    'application/json',
  );
  await send({ type: 'a', data: null, mode: 'binary' });
  expect(sink.events[0]).not.toHaveProperty('data');
});

test('produced events have to be all there are, in order or not', async () => {
  const events = [
    { type: 'a', source: '/x', data: { n: 1 }, e: '1' },
    { type: 'ProcessInstanceStateDataEvent' },
    { type: 'b', data: {} },
  ];
  const inOrder = { anyOrder: false };
  await checkProduced(
    { events },
    [
      { type: 'a', extensions: { e: '1' } },
      { type: 'b', data: {} },
    ],
    inOrder,
  );
  await checkProduced({ events }, [{ type: 'b' }, { type: 'a', dataContains: { n: 1 } }], { anyOrder: true });
  const late = [...events];
  const check = checkProduced({ events: late }, [{ type: 'a' }, { type: 'b' }], inOrder);
  late.push({ type: 'c' });
  await expect(check).rejects.toThrow(Mismatch);
});
