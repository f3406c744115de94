import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { WorkflowAccess } from './access/workflow-access';
import { workflowResourceType } from './access/workflow-resource';
import { openEngine } from './engine/open-engine';
import { readOrchestratorConfig } from './engine/orchestrator-config';
import { Instances } from './instances/instances';
import { LiveUpdates } from './live/live-updates';
import { LiveViewers } from './live/live-viewers';
import { Overviews } from './overview/overviews';
import { createRouter } from './routes/router';

/** Longest time that stopping the engine may take, in milliseconds. */
const CLOSE_MS = 2_000;

/**
 * The Orchestrator's backend, `/api/orchestrator`: the v2 API over a workflow engine that runs inside this process,
 * or over a data index and workflow services behind `orchestrator.dataIndexService.url`.
 */
export const orchestratorPlugin = createBackendPlugin({
  pluginId: 'orchestrator',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init({ auditor, config, database, httpAuth, httpRouter, lifecycle, logger, ...services }) {
        const { permissions, permissionsRegistry, signals } = services;
        permissionsRegistry.addResourceType(workflowResourceType);

        const settings = readOrchestratorConfig(config);
        const engine = await openEngine(settings, { config, database, logger });
        const { index, service, availability, remote } = engine;
        const viewers = new LiveViewers();
        const updates = new LiveUpdates(signals, viewers, index, logger);
        engine.watch(viewers, (change) => updates.changed(change));
        lifecycle.addShutdownHook(async () => {
          updates.close();
          await within(CLOSE_MS, engine.close());
        });

        const workflowIds = () => index.definitionIds();
        const access = new WorkflowAccess({
          permissions,
          registry: permissionsRegistry,
          logger,
          workflowIds,
        });
        httpRouter.use(
          createRouter({
            auditor,
            httpAuth,
            access,
            index,
            service,
            viewers,
            workflowIds,
            remote,
            overviews: new Overviews(index, availability),
            instances: new Instances(index),
            bodyLimit: settings.bodyLimit,
          }),
        );
        httpRouter.addAuthPolicy({ path: '/health', allow: 'unauthenticated' });
      },
    });
  },
});

/** Waits for work to end, but not longer than this: a process that is told to stop stops. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  await Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, ms).unref())]);
}
