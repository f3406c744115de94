import { createApiRef } from '@backstage/core-plugin-api';
import type {
  ExecuteWorkflowRequestDTO,
  ExecuteWorkflowResponseDTO,
  InputSchemaResponseDTO,
  ProcessInstanceDTO,
  ProcessInstanceListResultDTO,
  SearchRequest,
  WorkflowOverviewDTO,
  WorkflowOverviewListResultDTO,
} from '@orchestrator/plugin-orchestrator-common';

/** Lets a caller give up on an answer. */
export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/**
 * Client of the Orchestrator's v2 API (contract 2.1). Every method rejects with an `OrchestratorRequestError`, whose
 * message is fit for people, or with an `AbortError` when the caller gave up.
 */
export interface OrchestratorApi {
  /** Workflows that the user may read, with the documents that have findings. */
  listWorkflowOverviews(options?: RequestOptions): Promise<WorkflowOverviewListResultDTO>;
  getWorkflowOverview(workflowId: string, options?: RequestOptions): Promise<WorkflowOverviewDTO>;
  /** The document as its author wrote it. */
  getWorkflowSource(workflowId: string, options?: RequestOptions): Promise<string>;
  /** JSON Schema of the input; with `instanceId` also the input of that run. */
  getWorkflowDataInputSchema(
    workflowId: string,
    instanceId: string | undefined,
    options?: RequestOptions,
  ): Promise<InputSchemaResponseDTO>;
  /** Runs of all workflows that the user may read. */
  listInstances(search: SearchRequest, options?: RequestOptions): Promise<ProcessInstanceListResultDTO>;
  /** Runs of one workflow. */
  listWorkflowInstances(
    workflowId: string,
    search: SearchRequest,
    options?: RequestOptions,
  ): Promise<ProcessInstanceListResultDTO>;
  getInstance(instanceId: string, options?: RequestOptions): Promise<ProcessInstanceDTO>;
  /** Starts a run. Input that the schema refuses rejects with the `fields` at fault. */
  executeWorkflow(
    workflowId: string,
    request: ExecuteWorkflowRequestDTO,
  ): Promise<ExecuteWorkflowResponseDTO>;
  abortWorkflowInstance(instanceId: string): Promise<void>;
}

/** Where pages find their {@link OrchestratorApi}; the id is part of the contract (1.1). */
export const orchestratorApiRef = createApiRef<OrchestratorApi>({ id: 'plugin.orchestrator.api' });
