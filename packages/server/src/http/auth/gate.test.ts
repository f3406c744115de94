import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../../orchestrator.fixture.js';
import type { TestOrchestrator } from '../../orchestrator.fixture.js';

const who = (id: string) => `
id: ${id}
start: Look
functions:
  - {name: f, type: expression, operation: '{who: $WORKFLOW.identity, header: $WORKFLOW.headers.authorization, secret: $SECRET.quarkus}'}
states:
  - {name: Look, type: operation, actions: [{name: f, functionRef: f}], end: true}
`;

const users = {
  'quarkus.security.users.embedded.enabled': 'true',
  'quarkus.security.users.embedded.plain-text': 'true',
  'quarkus.security.users.embedded.users.buddy': 'pa:ss',
};

const permission = (name: string, paths: string, policy: string) => ({
  [`quarkus.http.auth.permission.${name}.paths`]: paths,
  [`quarkus.http.auth.permission.${name}.policy`]: policy,
});

const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

describe('basic authentication', () => {
  let orchestrator: TestOrchestrator;
  beforeAll(async () => {
    orchestrator = await openTestOrchestrator(
      { 'secure.sw.yaml': who('secure'), 'open.sw.yaml': who('open'), 'shut.sw.yaml': who('shut') },
      {},
      { ...users, ...permission('a', '/secure/*', 'authenticated'), ...permission('b', '/shut', 'deny') },
    );
  });
  afterAll(() => orchestrator.close());

  const start = (path: string, headers: Record<string, string> = {}) =>
    orchestrator.send('POST', path, {}, headers);

  it.each(['/secure', '/%73ecure', '/secure/x', '/secure/schema'])(
    'asks for credentials at %s',
    async (path) => {
      const response = await start(path);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm="/);
    },
  );

  it('tells runs who started them, but neither the password nor the users', async () => {
    const response = await start('/secure', basic('buddy:pa:ss'));
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      workflowdata: { who: 'buddy', header: null, secret: null },
    });
  });

  it.each(['buddy:pass', 'buddy', 'eve:pa:ss', ':'])('refuses %s everywhere', async (text) => {
    for (const path of ['/secure', '/open', '/q/health/live'])
      expect((await start(path, basic(text))).status).toBe(401);
  });

  it('leaves other paths open, and other credentials for services', async () => {
    const response = await start('/open', { authorization: 'Bearer token' });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      workflowdata: { who: 'anonymous', header: 'Bearer token' },
    });
    expect((await start('/secure', { authorization: 'Bearer token' })).status).toBe(401);
  });

  it.each([
    ['/management/*', 'deny', {}, 401],
    ['/management/*', 'deny', basic('buddy:pa:ss'), 403],
    ['/management/*', 'authenticated', {}, 401],
    ['/management/*', 'authenticated', basic('buddy:pa:ss'), undefined],
  ])('holds for mutations as for requests, with %s: %s', async (paths, policy, credentials, refusedWith) => {
    const closed = await openTestOrchestrator(documents, {}, { ...users, ...permission('m', paths, policy) });
    const { id } = (await (await closed.post('/nap', {})).json()) as { id: string };
    const query = `mutation { ProcessInstanceAbort(id: "${id}") }`;
    const answer = await (await closed.send('POST', '/graphql', { query }, credentials)).text();
    if (refusedWith === undefined) expect(answer).not.toContain('errorCode');
    else expect(answer).toContain(`errorCode:${refusedWith}`);
    const { data } = await closed.query('{ ProcessInstances { state } }');
    expect(data?.ProcessInstances).toEqual([{ state: refusedWith === undefined ? 'ABORTED' : 'ACTIVE' }]);
    await closed.close();
  });

  it('opens a closed path for nobody', async () => {
    expect((await start('/shut')).status).toBe(401);
    expect((await start('/shut', basic('buddy:pa:ss'))).status).toBe(403);
  });
});

it('keeps a server from starting whose settings leave open whom they protect it from', async () => {
  const settings = [
    { 'quarkus.http.auth.basic': 'true' },
    { ...users, 'quarkus.http.auth.basic': 'true' },
    permission('a', '/*', 'authenticated'),
  ];
  for (const shared of settings)
    await expect(openTestOrchestrator({}, {}, shared)).rejects.toMatchObject({
      code: 'invalid-auth-settings',
    });
});
