import { compilerBuild } from '@orchestrator/definition';
import type { Catalogue } from './definitions/catalogue.js';
import type { Reader } from './definitions/reading.js';
import { WorkflowFolder } from './definitions/workflow-folder.js';
import type { CommonSources } from './configuration/settings.js';
import type { RetentionContext } from './keeping/retention.js';
import type { WorkflowLimits } from './limits/workflow-limits.js';
import type { RuntimeOptions, RuntimeSettings } from './options.js';
import type { Publisher } from './runtime.js';

/** The workflows folder that a runtime is to read. */
export function folderOf(
  options: RuntimeOptions,
  catalogue: Catalogue,
  reader: () => Promise<Reader>,
): WorkflowFolder {
  const { workflows, logger, resourceMap, fetchResource } = options;
  const remote = { ...(resourceMap && { map: resourceMap }), ...(fetchResource && { fetch: fetchResource }) };
  const settings = commonSources(options);
  return new WorkflowFolder(workflows, { settings, reader, remote }, catalogue, logger);
}

/** Who reads the documents of a runtime. */
export function readerOf({ dialect = 'sonataflow' }: RuntimeOptions): () => Promise<Reader> {
  const build = compilerBuild();
  return async () => ({ build: await build, dialect });
}

/** Where the settings of all workflows come from; those of their folders are added. */
export function commonSources({ configuration, ...options }: RuntimeOptions): CommonSources {
  return {
    ...configuration,
    profile: options.profile ?? 'prod',
    environment: options.environment ?? process.env,
  };
}

/** Where events go when nobody wants them. */
export function loggingPublisher({ logger }: RuntimeOptions): Publisher {
  return {
    async publish(event) {
      logger.debug(`Event ${event.id} of type "${event.type}" goes nowhere: there is no receiver of events.`);
    },
  };
}

/** How and how long runs are kept. */
export function keptRuns(
  { archive }: RuntimeOptions,
  { retention, keyMemory, retentionInterval }: RuntimeSettings,
): Pick<RetentionContext, 'age' | 'interval' | 'folder'> {
  return { age: Math.max(retention, keyMemory), interval: retentionInterval, folder: archive };
}

/** Looks up the limits of a workflow: its own, else those of all. Each workflow is asked about once. */
export function limitsOf(
  { workflowLimits }: RuntimeOptions,
  { workflow }: RuntimeSettings,
): (workflowId: string) => WorkflowLimits {
  if (!workflowLimits) return () => workflow;
  const known = new Map<string, WorkflowLimits>();
  return (workflowId) => {
    const limits = known.get(workflowId) ?? { ...workflow, ...workflowLimits(workflowId) };
    known.set(workflowId, limits);
    return limits;
  };
}
