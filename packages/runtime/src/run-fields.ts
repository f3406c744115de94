import type { Instance, NodeInstanceId } from '@orchestrator/engine';

/** What a log line about a run says beside its message, by which lines of the run are found. */
export type RunFields = (
  instance: Pick<Instance, 'id' | 'workflowId' | 'headers' | 'parent'>,
  node?: NodeInstanceId,
) => Record<string, string>;

/** The trace that a run belongs to; undefined where it belongs to none. */
export type TraceIdOf = (instance: Pick<Instance, 'id' | 'headers' | 'parent'>) => string | undefined;

/** The fields of log lines, where hosts may know traces. */
export function runFields(traceIdOf: TraceIdOf | undefined): RunFields {
  return (instance, node) => {
    const traceId = traceIdOf?.(instance);
    return {
      workflowId: instance.workflowId,
      instanceId: instance.id,
      ...(node !== undefined && { node }),
      ...(traceId !== undefined && { traceId }),
    };
  };
}
