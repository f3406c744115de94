import { rm } from 'node:fs/promises';
import type { AuditorService, AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { signalsServiceRef, type SignalPayload } from '@backstage/plugin-signals-node';
import request from 'supertest';
import { orchestratorPlugin } from '../plugin';
import { newFolder, writeDocuments } from './documents.fixture';
import { testPermissions } from './policy.fixture';

/** What became of an audited request. */
export interface AuditRecord {
  readonly eventId: string;
  readonly severityLevel: string;
  readonly meta: JsonObject;
  readonly outcome: 'success' | 'fail';
  readonly message?: string;
}

/** The plugin in a Backstage backend with a policy for each user of the tests; signals and audit events are kept. */
export interface TestPortal {
  readonly signals: SignalPayload[];
  readonly audit: AuditRecord[];
  readonly workflows: string;
  get(user: string, path: string): request.Test;
  post(user: string, path: string, body?: object): request.Test;
  delete(user: string, path: string): request.Test;
  /** Starts a run and answers its id. */
  run(user: string, workflowId: string, inputData?: object): Promise<string>;
  stop(): Promise<void>;
}

/** Starts one; without a URL of a data index the engine runs inside. */
export async function startTestPortal(orchestrator: JsonObject = {}): Promise<TestPortal> {
  const [workflows, dataDir] = await Promise.all([writeDocuments(), newFolder()]);
  const signals: SignalPayload[] = [];
  const audit: AuditRecord[] = [];
  const backend = await startTestBackend({
    features: [
      orchestratorPlugin,
      createServiceFactory({ service: coreServices.permissions, deps: {}, factory: () => testPermissions }),
      mockServices.rootConfig.factory({
        data: {
          orchestrator: { workflows, dataDir, runtime: { port: 0 }, ...orchestrator },
        },
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish: async (signal: SignalPayload) => void signals.push(signal) }),
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => recordingAuditor(audit),
      }),
    ],
  });
  const as = (user: string, test: request.Test) =>
    test.set('authorization', mockCredentials.user.header(`user:default/${user}`));
  const post = (user: string, path: string, body?: object) =>
    as(user, request(backend.server).post(`/api/orchestrator${path}`).send(body));
  return {
    signals,
    audit,
    workflows,
    get: (user, path) => as(user, request(backend.server).get(`/api/orchestrator${path}`)),
    post,
    delete: (user, path) => as(user, request(backend.server).delete(`/api/orchestrator${path}`)),
    async run(user, workflowId, inputData = {}) {
      const response = await post(user, `/v2/workflows/${workflowId}/execute`, { inputData });
      if (response.status !== 200) {
        throw new Error(`${workflowId} did not start: ${response.text}`);
      }
      return response.body.id;
    },
    async stop() {
      await backend.stop();
      await Promise.all([workflows, dataDir].map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

function recordingAuditor(records: AuditRecord[]): AuditorService {
  return {
    async createEvent({ eventId, severityLevel = 'low', meta = {} }: AuditorServiceCreateEventOptions) {
      const common = { eventId, severityLevel };
      return {
        success: async (options) =>
          void records.push({ ...common, outcome: 'success', meta: { ...meta, ...options?.meta } }),
        fail: async ({ error, meta: more }) =>
          void records.push({
            ...common,
            outcome: 'fail',
            meta: { ...meta, ...more },
            message: error.message,
          }),
      };
    },
  };
}
