import type { PaginationInfoDTO } from './search';
import type { ProcessInstanceStatusDTO } from './status';

/** A run of a workflow (contract 2.3). */
export interface ProcessInstanceDTO {
  readonly id: string;
  /** Id of the workflow. */
  readonly processId: string;
  /** States and actions that were entered, in that order. Lists carry only their ids. */
  readonly nodes: readonly NodeInstanceDTO[];
  /** Version of the definition that the run follows. */
  readonly version?: string;
  readonly processName?: string;
  readonly state?: ProcessInstanceStatusDTO;
  readonly endpoint?: string;
  /** Detail only. */
  readonly serviceUrl?: string;
  /** ISO 8601. */
  readonly start?: string;
  /** ISO 8601; absent while the run goes on. */
  readonly end?: string;
  /** For people, in hours, minutes and seconds; only for finished runs. */
  readonly duration?: string;
  /** Detail only: the description of the workflow. */
  readonly description?: string;
  readonly workflowdata?: WorkflowDataDTO;
  /** Entity ref of whoever started the run. */
  readonly initiatorEntity?: string;
  /** Entity ref of what the run is about. */
  readonly targetEntity?: string;
  /** Lines of the engine's summary. */
  readonly executionSummary?: readonly string[];
  /** Detail only. */
  readonly error?: ProcessInstanceErrorDTO;
  /**
   * Addition to the contract: when a run in state `ERROR` failed (ISO 8601). Such a run has no `end`, since it can be
   * taken up again.
   */
  readonly failedAt?: string;
  /** Addition to the contract: counts the commits of this run, as the signal's `version` does. */
  readonly commit?: number;
}

/** Data of a run; its `result` is what pages show first (contract 2.3). */
export interface WorkflowDataDTO {
  readonly result?: WorkflowResultDTO;
  readonly [key: string]: unknown;
}

/** What a workflow hands back to people (contract 2.3). */
export interface WorkflowResultDTO {
  /** Markdown. */
  readonly message?: string;
  /** Suggestions, the most important one first. */
  readonly nextWorkflows?: readonly { readonly id: string; readonly name: string }[];
  readonly outputs?: readonly WorkflowOutputDTO[];
  /** Not in the contract's document any more, but many workflows set it. */
  readonly completedWith?: 'error' | 'success';
}

/** One value of a result. */
export interface WorkflowOutputDTO {
  readonly key: string;
  readonly value: string | number;
  /** Absent means `text`. */
  readonly format?: 'text' | 'number' | 'link' | 'markdown';
}

/** A state or an action that a run entered (contract 2.3). */
export interface NodeInstanceDTO {
  readonly __typename?: 'NodeInstance';
  readonly id: string;
  readonly name?: string;
  readonly type?: string;
  /** ISO 8601. */
  readonly enter?: string;
  /** ISO 8601; absent or null while the node is active. */
  readonly exit?: string | null;
  readonly definitionId?: string;
  readonly nodeId?: string;
  /** Null when the node went well. */
  readonly errorMessage?: string | null;
  /** Addition to the contract: id of the enclosing node instance, for actions inside a state. */
  readonly parent?: string;
  /** Addition to the contract: what the node was called with; only for those who may see a run's data. */
  readonly inputArgs?: unknown;
  /** Addition to the contract: what the node gave back; only for those who may see a run's data. */
  readonly outputArgs?: unknown;
}

/** Why a run failed (contract 2.3). */
export interface ProcessInstanceErrorDTO {
  readonly __typename?: 'ProcessInstanceError';
  readonly nodeDefinitionId: string;
  readonly message?: string;
  /** Id of the node instance that failed. */
  readonly nodeInstanceId?: string;
  /** Addition to the contract: the stable code of the error. */
  readonly code?: string;
  /** Addition to the contract: what lay beneath, in words. */
  readonly cause?: string;
}

/** Answer of the run lists (endpoints 7 and 8). */
export interface ProcessInstanceListResultDTO {
  /** Rows that match, whatever the page. */
  readonly totalCount?: number;
  readonly items?: readonly ProcessInstanceDTO[];
  readonly paginationInfo?: PaginationInfoDTO;
}
