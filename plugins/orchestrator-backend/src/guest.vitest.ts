import { rm } from 'node:fs/promises';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend, type TestBackend } from '@backstage/backend-test-utils';
import { AuthorizeResult, type PolicyDecision } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orchestratorPlugin } from './plugin';
import { freePort } from './testing/engine.fixture';
import { newFolder, writeDocuments } from './testing/documents.fixture';

const DECISIONS: { readonly [permission: string]: PolicyDecision } = {
  'orchestrator.workflow': { result: AuthorizeResult.ALLOW },
  'orchestrator.workflow.use': {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'orchestrator',
    resourceType: 'orchestrator-workflow',
    conditions: {
      rule: 'IS_ALLOWED_WORKFLOW_ID',
      resourceType: 'orchestrator-workflow',
      params: { workflowIds: ['greet'] },
    },
  },
};

/** The guest may read every workflow, but run only one: a condition, decided by the permission framework itself. */
const guestPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'guest-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }) => DECISIONS[permission.name] ?? { result: AuthorizeResult.DENY },
        });
      },
    });
  },
});

describe('a guest of a portal with real sign-in and permissions', () => {
  let backend: TestBackend;
  let token: string;
  const folders: string[] = [];

  beforeAll(async () => {
    const [workflows, dataDir, port] = await Promise.all([writeDocuments(), newFolder(), freePort()]);
    folders.push(workflows, dataDir);
    const baseUrl = `http://127.0.0.1:${port}`;
    backend = await startTestBackend({
      features: [
        orchestratorPlugin,
        guestPolicy,
        authServiceFactory,
        httpAuthServiceFactory,
        userInfoServiceFactory,
        mockServices.permissions.factory(),
        import('@backstage/plugin-permission-backend'),
        import('@backstage/plugin-auth-backend'),
        import('@backstage/plugin-auth-backend-module-guest-provider'),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl },
            backend: { baseUrl, listen: { host: '127.0.0.1', port } },
            permission: { enabled: true },
            auth: {
              providers: {
                guest: { userEntityRef: 'user:default/guest', dangerouslyAllowOutsideDevelopment: true },
              },
            },
            orchestrator: { workflows, dataDir, runtime: { port: 0 } },
          },
        }),
      ],
    });
    const { body } = await request(backend.server).post('/api/auth/guest/refresh');
    token = body.backstageIdentity.token;
  });
  afterAll(async () => {
    await backend.stop();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });

  const post = (path: string, body: object) =>
    request(backend.server).post(path).set('authorization', `Bearer ${token}`).send(body);
  const execute = (workflowId: string) =>
    post(`/api/orchestrator/v2/workflows/${workflowId}/execute`, { inputData: { name: 'Guest' } });

  it('starts a run and owns it', async () => {
    const { status, body } = await execute('greet');
    expect(status).toBe(200);
    const run = await request(backend.server)
      .get(`/api/orchestrator/v2/workflows/instances/${body.id}`)
      .set('authorization', `Bearer ${token}`);
    expect(run.body).toMatchObject({
      state: 'COMPLETED',
      initiatorEntity: 'user:default/guest',
      workflowdata: { greeting: 'Hello Guest' },
    });
  });

  it('is refused what the condition does not cover', async () => {
    expect(await execute('nap')).toMatchObject({
      status: 403,
      body: { error: { permission: 'orchestrator.workflow.use' } },
    });
  });

  it('gets the same decision for a page that asks whether to show a button', async () => {
    const permission = {
      type: 'resource',
      name: 'orchestrator.workflow.use',
      attributes: { action: 'update' },
      resourceType: 'orchestrator-workflow',
    };
    const items = ['greet', 'nap'].map((resourceRef) => ({ id: resourceRef, permission, resourceRef }));
    const { body } = await post('/api/permission/authorize', { items });
    expect(body.items).toEqual([
      { id: 'greet', result: 'ALLOW' },
      { id: 'nap', result: 'DENY' },
    ]);
  });

  it('is asked to sign in without a token', async () => {
    const response = await request(backend.server).post('/api/orchestrator/v2/workflows/overview');
    expect(response.status).toBe(401);
  });
});
