import { describe, expect, it } from 'vitest';
import type { HttpProblem } from '../problem.js';
import { MAX_BATCH, readEvents } from './read-events.js';

const read = (headers: Record<string, string>, body?: string) =>
  readEvents(
    new Request('http://orchestrator.test/', {
      method: 'POST',
      headers,
      ...(body !== undefined && { body: new TextEncoder().encode(body) }),
    }),
  );
const structured = { 'content-type': 'application/cloudevents+json; charset=UTF-8' };
const event = { specversion: '1.0', id: '1', source: '/a', type: 't', data: { x: 1 } };

describe('CloudEvents over HTTP', () => {
  it('reads structured mode, also where it is declared as plain JSON', async () => {
    expect(await read(structured, JSON.stringify(event))).toEqual([event]);
    expect(await read({ 'content-type': 'application/json' }, JSON.stringify(event))).toEqual([event]);
  });

  it('reads binary mode', async () => {
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': '1',
      'ce-source': '/a',
      'ce-type': 't',
      'ce-userid': 'Zo%C3%AB%20100%25',
      'content-type': 'application/json',
    };
    expect(await read(headers, '{"x":1}')).toEqual([
      { ...event, userid: 'Zoë 100%', datacontenttype: 'application/json' },
    ]);
  });

  it('takes a binary event without a payload, and one with an empty source', async () => {
    const headers = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '', 'ce-type': 't' };
    expect(await read(headers)).toEqual([{ specversion: '1.0', id: '1', source: '', type: 't' }]);
  });

  it('leaves a stray % in a header as it is', async () => {
    const headers = { 'ce-specversion': '1.0', 'ce-id': '100%', 'ce-source': '/a', 'ce-type': 't' };
    expect(await read(headers)).toMatchObject([{ id: '100%' }]);
  });

  it.each([
    ['text/plain', 'hello', 'hello'],
    ['application/xml', 'ab', 'YWI='],
    ['application/vnd.x+json', '[1]', [1]],
  ])('turns a payload of %s into JSON', async (type, body, data) => {
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': '1',
      'ce-source': '/a',
      'ce-type': 't',
      'content-type': type,
    };
    expect(await read(headers, body)).toMatchObject([{ data }]);
    const encoded = {
      ...event,
      data: undefined,
      datacontenttype: type,
      data_base64: Buffer.from(body).toString('base64'),
    };
    expect(await read(structured, JSON.stringify(encoded))).toMatchObject([{ data }]);
  });

  it('reads a batch', async () => {
    const batch = { 'content-type': 'application/cloudevents-batch+json' };
    expect(await read(batch, JSON.stringify([event, { ...event, id: '2' }]))).toHaveLength(2);
    expect(await read(batch, '[]')).toEqual([]);
  });

  it.each([
    ['no JSON', structured, '{', 400, 'bad-json'],
    ['no object', structured, '[]', 400, 'bad-event'],
    ['no type', structured, JSON.stringify({ ...event, type: '' }), 400, 'bad-event'],
    ['no source', structured, JSON.stringify({ ...event, source: null }), 400, 'bad-event'],
    ['another version', structured, JSON.stringify({ ...event, specversion: '0.3' }), 400, 'bad-event'],
    ['an attribute that is a list', structured, JSON.stringify({ ...event, a: [] }), 400, 'bad-event'],
    [
      'an encoded payload that is no text',
      structured,
      JSON.stringify({ ...event, data_base64: 1 }),
      400,
      'bad-event',
    ],
    [
      'a batch that is none',
      { 'content-type': 'application/cloudevents-batch+json' },
      '{}',
      400,
      'bad-event',
    ],
    [
      'a batch that is too long',
      { 'content-type': 'application/cloudevents-batch+json' },
      JSON.stringify(new Array(MAX_BATCH + 1).fill(event)),
      413,
      'too-large',
    ],
    ['too deep a payload', structured, `{"data":${'['.repeat(500)}${']'.repeat(500)}}`, 400, 'too-deep'],
    // What a form of another site could send.
    ['text', { 'content-type': 'text/plain' }, JSON.stringify(event), 415, 'no-event'],
    ['nothing at all', {}, undefined, 415, 'no-event'],
  ])('refuses %s', async (_, headers, body, status, code) => {
    const problem: unknown = await read(headers, body).catch((error: unknown) => error);
    expect(problem).toMatchObject({ status, code } satisfies Partial<HttpProblem>);
  });

  it('keeps hostile names as ordinary attributes', async () => {
    const [read1] = await read(
      structured,
      `{"__proto__":"x","specversion":"1.0","id":"1","source":"","type":"t"}`,
    );
    expect(Object.keys(read1 ?? {})).toContain('__proto__');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
