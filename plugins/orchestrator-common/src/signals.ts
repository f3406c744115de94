/** Channel of the signals service on which the backend tells of changes. */
export const ORCHESTRATOR_SIGNALS_CHANNEL = 'orchestrator';

/** A commit of one run; sent only to users who may read it. Carries no data: who wants them asks for them. */
export type InstanceSignal = {
  instanceId: string;
  /** Counts the commits of the run, as `ProcessInstanceDTO.commit` does. */
  version: number;
};

/** Definitions or their findings changed; the id is absent when a document could not be read that far. */
export type DefinitionSignal = {
  workflowId?: string;
};

/** What travels on {@link ORCHESTRATOR_SIGNALS_CHANNEL}: ids and versions only. */
export type OrchestratorSignal = InstanceSignal | DefinitionSignal;

/** Tells the two kinds of signal apart. */
export function isInstanceSignal(signal: OrchestratorSignal): signal is InstanceSignal {
  return 'instanceId' in signal;
}
