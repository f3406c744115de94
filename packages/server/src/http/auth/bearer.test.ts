import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOrchestrator } from '../../orchestrator.fixture.js';
import type { TestOrchestrator } from '../../orchestrator.fixture.js';
import type { Scope } from './scopes.js';

const WHO = `
id: who
start: Look
functions:
  - {name: f, type: expression, operation: '{who: $WORKFLOW.identity, header: $WORKFLOW.headers.authorization}'}
states:
  - {name: Look, type: operation, actions: [{name: f, functionRef: f}], end: true}
`;

const token = (name: string, scopes: readonly Scope[]) => ({
  name,
  sha256: createHash('sha256').update(`secret of ${name}`).digest('hex'),
  scopes,
});

const TOKENS = [token('reader', ['read']), token('operator', ['read', 'operate']), token('root', ['admin'])];

const as = (name: string) => ({ authorization: `Bearer secret of ${name}` });

describe('tokens', () => {
  let orchestrator: TestOrchestrator;
  beforeAll(async () => {
    orchestrator = await openTestOrchestrator({ 'who.sw.yaml': WHO }, {}, {}, TOKENS);
  });
  afterAll(() => orchestrator.close());

  const send = (method: string, path: string, headers: Record<string, string> = {}) =>
    orchestrator.send(method, path, method === 'GET' ? undefined : {}, headers);

  it('are asked for everywhere but at health', async () => {
    expect((await send('GET', '/q/health/live')).status).toBe(200);
    for (const [method, path] of [
      ['GET', '/who'],
      ['GET', '/q/metrics'],
      ['POST', '/who'],
      ['GET', '/a/b/c/d'],
    ] as const) {
      const response = await send(method, path);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="Orchestrator"');
    }
  });

  it.each([as('nobody'), { authorization: 'Bearer' }, { authorization: 'Basic cmVhZGVyOg==' }])(
    'that are not known are refused without being repeated: %j',
    async (headers) => {
      const response = await send('GET', '/who', headers);
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('secret');
    },
  );

  it('tell runs who started them, and are not kept with them', async () => {
    const response = await send('POST', '/who', as('operator'));
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ workflowdata: { who: 'operator', header: null } });
  });

  it('do not reach further than their scopes', async () => {
    const status = async (method: string, path: string, name: string) =>
      (await send(method, path, as(name))).status;
    expect(await status('GET', '/who', 'reader')).toBe(200);
    expect(await status('POST', '/who', 'reader')).toBe(403);
    expect(await status('POST', '/_dynamic/who/x/rest', 'operator')).toBe(403);
    expect(await status('POST', '/_dynamic/who/x/rest', 'root')).toBe(400);
    expect(await status('POST', '/who', 'root')).toBe(201);
  });

  it('learn which scope they lack', async () => {
    const response = await send('POST', '/who', as('reader'));
    expect(response.headers.get('www-authenticate')).toContain('scope="operate"');
    expect(await response.json()).toEqual({
      code: 'forbidden',
      message: 'This needs a token with the scope "operate".',
    });
  });
});

it('takes an event at the path of a channel from whoever may operate', async () => {
  const settings = 'mp.messaging.incoming.orders.path=/shop/orders\n';
  const files = { 'who/who.sw.yaml': WHO, 'who/application.properties': settings };
  const orchestrator = await openTestOrchestrator(files, {}, {}, TOKENS);
  try {
    const event = { specversion: '1.0', id: '1', source: 's', type: 't' };
    const send = (name: string) => orchestrator.send('POST', '/shop/orders', event, as(name));
    expect((await send('reader')).status).toBe(403);
    expect((await send('operator')).status).not.toBe(403);
  } finally {
    await orchestrator.close();
  }
});

it('takes a password in place of a token where both are known, and permissions hold for both', async () => {
  const settings = {
    'quarkus.security.users.embedded.enabled': 'true',
    'quarkus.security.users.embedded.plain-text': 'true',
    'quarkus.security.users.embedded.users.ada': 'pass',
    'quarkus.http.auth.permission.a.paths': '/shut',
    'quarkus.http.auth.permission.a.policy': 'deny',
  };
  const orchestrator = await openTestOrchestrator({ 'who.sw.yaml': WHO }, {}, settings, TOKENS);
  try {
    const ada = { authorization: `Basic ${Buffer.from('ada:pass').toString('base64')}` };
    const send = (path: string, headers: Record<string, string>) =>
      orchestrator.send('POST', path, {}, headers);
    expect((await send('/who', ada)).status).toBe(201);
    expect((await send('/who', as('operator'))).status).toBe(201);
    const nobody = await send('/who', {});
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get('www-authenticate')).toMatch(/^Bearer .*, Basic /);
    expect((await send('/shut', as('root'))).status).toBe(403);
  } finally {
    await orchestrator.close();
  }
});
