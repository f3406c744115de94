import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { checkSent, checkServiceCalls } from '../checks/sent.mjs';
import { behave } from './behaviour.mjs';
import { openFunctions } from './functions.mjs';
import { openMocks } from './http-mocks.mjs';

async function withMocks(mocks, use) {
  const servers = await openMocks(mocks.map((mock) => ({ server: 'a', ...mock })));
  try {
    await use(`http://127.0.0.1:${servers.ports.get('a')}`, servers);
  } finally {
    await servers.close();
  }
}

test('a mock answers the requests that it is for, and no others', async () => {
  const when = {
    method: 'POST',
    path: '/x y',
    query: { q: '1' },
    headers: { 'X-A': 'b', 'Content-Type': 'application/json' },
    basicAuth: { username: 'u', password: 'p' },
    bodyJsonContains: { a: 1 },
  };
  const headers = {
    'x-a': 'b',
    'content-type': 'application/json; charset=utf-8',
    authorization: 'Basic dTpw',
  };
  await withMocks(
    [{ when, reply: { status: 201, headers: { 'X-Re': 'y' }, json: { ok: true } } }],
    async (url, { received }) => {
      const post = (address, body) => fetch(`${url}${address}`, { method: 'POST', headers, body });
      const answer = await post('/x%20y?q=1', '{"a":1,"b":2}');
      expect([answer.status, answer.headers.get('x-re'), await answer.json()]).toEqual([
        201,
        'y',
        { ok: true },
      ]);
      expect((await post('/x%20y?q=2', '{"a":1}')).status).toBe(404);
      expect((await post('/x%20y?q=1', '{"a":2}')).status).toBe(404);
      checkSent(received, [{ server: 'a', path: '/x y', count: 3 }]);
      expect(() => checkSent(received, [{ server: 'a', count: 1 }])).toThrow('sent to a');
    },
  );
});

test('a mock gives each run its answers in turn, and the last one from then on', async () => {
  const reply = [{ status: 204 }, { json: 'ready' }];
  await withMocks([{ when: {}, reply }], async (url) => {
    const statusFor = async (run) => (await fetch(url, { headers: { kogitoprocinstanceid: run } })).status;
    expect([await statusFor('a'), await statusFor('b')]).toEqual([204, 204]);
    expect([await statusFor('a'), await statusFor('a'), await statusFor('b')]).toEqual([200, 200, 200]);
  });
});

test('a mock can break the connection', async () => {
  await withMocks([{ when: {}, reply: { fault: 'connection-reset' } }], async (url) => {
    await expect(fetch(url)).rejects.toThrow();
  });
});

test('behaviour is told in words', () => {
  const odd = [
    { when: 'argument number is odd', throws: { class: 'C', message: 'm' } },
    { when: 'otherwise', returns: null },
  ];
  expect(behave(odd, { number: 3 })).toEqual({ throws: { class: 'C', message: 'm' } });
  expect(behave(odd, { number: 4 })).toEqual({ returns: null });
  expect(behave([{ when: 'argument a equals b', returns: '${arguments[0]}' }], { a: 'b' })).toEqual({
    returns: 'b',
  });
  expect(behave([{ when: 'called with the whole data {name: john}', returns: 1 }], { name: 'john' })).toEqual(
    { returns: 1 },
  );
  const quotient = 'integer quotient of arguments dividend and divisor';
  expect(behave([{ when: 'always', returns: quotient }], { dividend: 7, divisor: 2 })).toEqual({
    returns: 3,
  });
  expect(() => behave([{ when: 'the moon is full', returns: 1 }], {})).toThrow('does not understand');
  expect(() => behave([], {})).toThrow('No behaviour');
});

test('functions for another process ask the stand-in what to do', async () => {
  const behaviour = [
    { when: 'argument n is odd', throws: { class: 'java.lang.X', message: 'odd' } },
    { when: 'otherwise', returns: 'even' },
  ];
  const functions = await openFunctions([{ operation: 'service:java:a.B::c', behaviour }]);
  try {
    const { default: handlers } = await import(/* @vite-ignore */ pathToFileURL(functions.file).href);
    const call = handlers['service:java:a.B::c'];
    expect(await call({ arguments: { n: 2 } })).toBe('even');
    await expect(call({ arguments: { n: 1 } })).rejects.toMatchObject({
      name: 'java.lang.X',
      message: 'odd',
    });
    checkServiceCalls(functions.calls, ['B::c', 'B::c']);
    expect(() => checkServiceCalls(functions.calls, ['B::d'])).toThrow('serviceCalls');
  } finally {
    await functions.close();
  }
});
