import { afterAll, expect, it } from 'vitest';
import { never } from '../testing/call.fixture.js';
import { HttpService } from '../testing/http-service.fixture.js';
import { HttpClient } from './http-client.js';
import { RequestHeaders } from './request-headers.js';

const service = HttpService.use();
let context: Record<string, string> = {};
const client = new HttpClient({ contextHeaders: () => context });
afterAll(() => client.close());

it('sends what is told of the present context, unless the request says it itself', async () => {
  context = { traceparent: 'context', tracestate: 'state' };
  await client.send({ method: 'GET', url: new URL(service().url), headers: new RequestHeaders() }, never);
  expect(service().last.headers).toMatchObject({ traceparent: 'context', tracestate: 'state' });
  const headers = new RequestHeaders({ Traceparent: 'own' });
  await client.send({ method: 'GET', url: new URL(service().url), headers }, never);
  expect(service().last.headers).toMatchObject({ traceparent: 'own', tracestate: 'state' });
  context = {};
  await client.send({ method: 'GET', url: new URL(service().url), headers: new RequestHeaders() }, never);
  expect(service().last.headers).not.toHaveProperty('traceparent');
});
