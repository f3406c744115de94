import { createConnectors } from '@orchestrator/connectors';
import type { Connectors } from '@orchestrator/connectors';
import { createRuntime } from '@orchestrator/runtime';
import type { Observer, Publisher, Runtime, RuntimeOptions, Settings } from '@orchestrator/runtime';
import { openStore } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { httpOptions } from './calls/http-options.js';
import { credentialsKey } from './credentials-key.js';
import { eventsSent } from './events-sent.js';
import { deferredGraphql } from './graphql/deferred-graphql.js';
import type { Graphql } from './graphql/deferred-graphql.js';
import { createForward } from './forwarding/forward.js';
import { GATEWAY } from './forwarding/gateway-setting.js';
import { createGate } from './http/auth/gate.js';
import type { Gate } from './http/auth/gate.js';
import { HttpPublisher } from './http/events/http-publisher.js';
import { createHandler } from './http/handler.js';
import { listen } from './http/listen.js';
import type { Listening } from './http/listen.js';
import { createUpgrade } from './http/upgrade.js';
import type { UpgradeHandler } from './http/upgrade.js';
import { createJobService } from './jobs/job-service.js';
import type { JobRunner } from './jobs/job-runner.js';
import { keepingOptions } from './keeping/keeping-options.js';
import type { KeepingOptions } from './keeping/keeping-options.js';
import { DefinitionReports } from './lifecycle/definition-reports.js';
import { lifecycleReports } from './lifecycle/lifecycle-reports.js';
import { allFamilies } from './http/metrics/metrics.js';
import { ProcessMetrics } from './http/metrics/process-metrics.js';
import { RunMetrics } from './http/metrics/run-metrics.js';
import { RuntimeMetrics } from './http/metrics/runtime-metrics.js';
import { runtimeLimits } from './limits/runtime-limits.js';
import { workflowLimits } from './limits/workflow-limits.js';
import type { Orchestrator, OrchestratorChange, OrchestratorOptions } from './orchestrator.js';
import { serverSettings } from './server-settings.js';
import { callHeaders } from './telemetry/call-headers.js';
import { openTelemetry } from './telemetry/open-telemetry.js';
import type { Telemetry } from './telemetry/open-telemetry.js';

/** Puts an orchestrator together. Mistakes in settings are found before the database is touched. */
export async function buildOrchestrator(options: OrchestratorOptions): Promise<Orchestrator> {
  const { database, logger } = options;
  const settings = serverSettings(options);
  const gate = createGate(settings, options.tokens);
  const http = httpOptions((setting) => settings.get(setting));
  const keeping = keepingOptions((setting) => settings.get(setting));
  const limits = {
    settings: runtimeLimits((setting) => settings.get(setting)),
    workflowLimits: workflowLimits(settings, logger),
  };
  const connectors = createConnectors({
    ...options.connectors,
    http: { ...(options.connectors?.http ?? http), contextHeaders: callHeaders },
  });
  const telemetry = await openTelemetry((setting) => settings.get(setting), logger);
  const metrics = { runs: new RunMetrics(), runtime: new RuntimeMetrics(), process: new ProcessMetrics() };
  const { store, close: closeStore } = await storeOf(database);
  const close = async () => {
    // The last report of the metrics still needs the store.
    await telemetry.close();
    metrics.process.close();
    await connectors.close();
    await closeStore();
  };
  try {
    const key = await credentialsKey(settings, database, logger);
    const listening: Listening[] = [];
    const stopping = { begun: false };
    const serviceUrl = () => options.serviceUrl ?? listening[0]?.url ?? '';
    const { runtime, publisher } = await openRuntime(options, {
      store,
      connectors,
      telemetry,
      key,
      keeping,
      limits,
      serviceUrl,
      observer: metrics.runtime,
    });
    const shared = { store, runtime, serviceUrl, logger };
    const reports = new DefinitionReports({ ...shared, publisher });
    if (options.serviceUrl !== undefined) reports.start();
    const forward = createForward(connectors.http, settings.get(GATEWAY.key));
    const graphql = deferredGraphql({ ...shared, forward });
    runtime.onCommit((instance, step) => metrics.runs.committed(instance, step));
    telemetry.observe({ runtime, store, families: () => allFamilies({ runtime, store, metrics }) });
    const jobs = createJobService({ ...shared, connectors, limits: limits.settings, settings });
    const handler = createHandler({
      runtime,
      store,
      connectors: connectors.byName,
      metrics,
      graphql: graphql.answer,
      jobs: jobs.api,
      acceptsDefinitions: settings.get('orchestrator.definitions.upload') === 'true',
      isStopping: () => stopping.begun,
      gate,
      logger,
    });
    const upgrade = createUpgrade(gate, graphql.upgrade, logger);
    const inside = {
      store,
      runtime,
      graphql,
      upgrade,
      jobs: jobs.runner,
      reports,
      drainTime: limits.settings.drainTime,
    };
    jobs.runner.start();
    return assemble({ ...inside, handler, gate, listening, stopping, close });
  } catch (error) {
    await close();
    throw error;
  }
}

async function storeOf(
  database: OrchestratorOptions['database'],
): Promise<{ store: Store; close: () => Promise<void> }> {
  if (database.kind === 'opened') return { store: database.store, close: async () => undefined };
  const store = await openStore(database);
  return { store, close: () => store.close() };
}

/** What the runtime of a server works with. */
interface RuntimeParts {
  readonly store: Store;
  readonly connectors: Connectors;
  readonly telemetry: Telemetry;
  /** Under which credentials are sealed. */
  readonly key: string | undefined;
  /** How long it keeps trying and keeping. */
  readonly keeping: KeepingOptions;
  readonly limits: Pick<RuntimeOptions, 'settings' | 'workflowLimits'>;
  readonly serviceUrl: () => string;
  readonly observer: Observer;
}

async function openRuntime(
  options: OrchestratorOptions,
  { store, connectors, telemetry, key, keeping, limits, serviceUrl, observer }: RuntimeParts,
): Promise<{ runtime: Runtime; publisher: Publisher }> {
  const { workflows, logger, environment, configuration } = options;
  const { profile, dialect, resourceMap, fetchResource } = options;
  const settings = (workflowId: string): Settings => {
    // An event that an earlier process left behind is sent once it is known where to.
    if (!runtime) throw new Error('The workflows are still being read.');
    return runtime.definitions.settings(workflowId);
  };
  const publisher = new HttpPublisher({ settings, http: connectors.http, logger });
  let runtime: Runtime | undefined = undefined;
  runtime = await createRuntime({
    store,
    workflows,
    connectors: telemetry.connectors(connectors.byName),
    publisher,
    reports: lifecycleReports(serviceUrl),
    logger,
    observer,
    traceId: telemetry.traceId,
    ...(telemetry.eventExtensions && { eventExtensions: telemetry.eventExtensions }),
    ...limits,
    ...keeping,
    settings: { ...limits.settings, ...keeping.settings },
    ...(key !== undefined && { credentialsKey: key }),
    ...(environment && { environment }),
    ...(configuration && { configuration }),
    ...(profile !== undefined && { profile }),
    ...(dialect && { dialect }),
    ...(resourceMap && { resourceMap }),
    ...(fetchResource && { fetchResource }),
  });
  return { runtime, publisher };
}

function assemble(parts: {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly jobs: JobRunner;
  readonly reports: DefinitionReports;
  readonly handler: (request: Request) => Promise<Response>;
  readonly graphql: Graphql;
  readonly upgrade: UpgradeHandler;
  readonly gate: Gate;
  readonly listening: Listening[];
  readonly stopping: { begun: boolean };
  /** How long work that is on its way may take where nobody says so. */
  readonly drainTime: number;
  /** Closes what the parts work with, the database last. */
  readonly close: () => Promise<void>;
}): Orchestrator {
  const { store, runtime, jobs, reports, graphql, handler, upgrade, gate, listening, stopping } = parts;
  const { drainTime } = parts;
  return {
    runtime,
    fetch: handler,
    upgrade,
    async listen(address) {
      const server = await listen(handler, address, gate.closed, upgrade);
      listening.push(server);
      reports.start();
      return { url: server.url };
    },
    onChange: (listener) => onChange(runtime, listener),
    eventsSent: (patience) => eventsSent(store, patience),
    async drain(milliseconds = drainTime) {
      stopping.begun = true;
      for (const server of listening) server.drain();
      await Promise.all([runtime.drain(milliseconds), jobs.drain(milliseconds)]);
    },
    async close() {
      stopping.begun = true;
      // Starters who still wait get their committed run before their connections end.
      for (const server of listening) server.stop();
      reports.stop();
      try {
        await Promise.all([runtime.close(), jobs.close()]);
      } finally {
        await graphql.close();
        await Promise.all(listening.map((server) => server.close()));
        await parts.close();
      }
    },
  };
}

function onChange(runtime: Runtime, listener: (change: OrchestratorChange) => void): () => void {
  const endCommits = runtime.onCommit(({ id, workflowId, version, state }) =>
    listener({ kind: 'instance', instanceId: id, workflowId, version, state }),
  );
  const endDefinitions = runtime.definitions.onChange((workflowId) =>
    listener({ kind: 'definition', ...(workflowId !== undefined && { workflowId }) }),
  );
  return () => {
    endCommits();
    endDefinitions();
  };
}
