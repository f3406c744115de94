import type { FindingDTO, WorkflowProblemDTO } from './finding';
import type { PaginationInfoDTO } from './search';
import type { ProcessInstanceStatusDTO } from './status';

/** A workflow as the lists and its own page show it (contract 2.3). */
export interface WorkflowOverviewDTO {
  /** Id of the definition. */
  readonly workflowId: string;
  /** Notation of the source. */
  readonly format: 'yaml' | 'json';
  readonly name?: string;
  readonly description?: string;
  /** Version of the definition. */
  readonly version?: string;
  readonly lastRunId?: string;
  /** Start of the last run, in milliseconds since 1970; 0 when the workflow never ran. */
  readonly lastTriggeredMs?: number;
  readonly lastRunStatus?: ProcessInstanceStatusDTO;
  /** False when runs cannot be started now; `availability` then says why. */
  readonly isAvailable?: boolean;
  /** Only when `isAvailable` is false. */
  readonly availability?: WorkflowAvailabilityResponseDTO;
  /** Only when there are runs. */
  readonly workflowRunStats?: WorkflowRunStatsDTO;
  /** Addition to the contract: what the newest document has wrong while this version stays in force. */
  readonly findings?: readonly FindingDTO[];
}

/** Why a workflow cannot be run (contract 2.3). */
export interface WorkflowAvailabilityResponseDTO {
  readonly isAvailable?: boolean;
  /** HTTP status of the probe; 500 when the service could not be reached. */
  readonly statusCode?: number;
  readonly urlToFetch?: string;
  readonly reason?: string;
}

/** Numbers over the runs of a workflow (contract 2.3). */
export interface WorkflowRunStatsDTO {
  /** `successCount / totalCount`; null when nothing has finished yet. */
  readonly successRatio?: number | null;
  /** Runs started in the last 30 days. */
  readonly runsLastMonth?: number;
  readonly successCount?: number;
  readonly errorCount?: number;
  /** Completed and failed runs only. */
  readonly totalCount?: number;
  /** Mean time from start to end of completed runs, in milliseconds. */
  readonly averageTimeToComplete?: number;
}

/** Answer of the overview lists (endpoint 1). */
export interface WorkflowOverviewListResultDTO {
  readonly overviews?: readonly WorkflowOverviewDTO[];
  readonly paginationInfo?: PaginationInfoDTO;
  /** Addition to the contract: documents with findings, among them new ones that never had a good version. */
  readonly problems?: readonly WorkflowProblemDTO[];
}

/** Answer of the input schema endpoint (5); an empty object means that the workflow has no schema. */
export interface InputSchemaResponseDTO {
  /** JSON Schema of the input. */
  readonly inputSchema?: { readonly [key: string]: unknown };
  /** Input of the run that `instanceId` named, cut down to what the schema knows. */
  readonly data?: { readonly [key: string]: unknown };
}
