import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import {
  QUERY_PARAM_INSTANCE_ID,
  type ExecuteWorkflowRequestDTO,
  type ExecuteWorkflowResponseDTO,
  type InputSchemaResponseDTO,
  type ProcessInstanceDTO,
  type ProcessInstanceListResultDTO,
  type SearchRequest,
  type WorkflowOverviewDTO,
  type WorkflowOverviewListResultDTO,
} from '@orchestrator/plugin-orchestrator-common';
import type { OrchestratorApi, RequestOptions } from './orchestrator-api';
import { networkError, readRequestError } from './request-error';

/** {@link OrchestratorApi} over HTTP; Backstage's fetch adds the user's token. */
export class OrchestratorClient implements OrchestratorApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(apis: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = apis.discoveryApi;
    this.#fetchApi = apis.fetchApi;
  }

  async listWorkflowOverviews(options?: RequestOptions): Promise<WorkflowOverviewListResultDTO> {
    return (await this.#post('workflows/overview', {}, options)).json();
  }

  async getWorkflowOverview(workflowId: string, options?: RequestOptions): Promise<WorkflowOverviewDTO> {
    return (await this.#get(`workflows/${segment(workflowId)}/overview`, options)).json();
  }

  async getWorkflowSource(workflowId: string, options?: RequestOptions): Promise<string> {
    return (await this.#get(`workflows/${segment(workflowId)}/source`, options)).text();
  }

  async getWorkflowDataInputSchema(
    workflowId: string,
    instanceId: string | undefined,
    options?: RequestOptions,
  ): Promise<InputSchemaResponseDTO> {
    const query = instanceId ? `?${new URLSearchParams({ [QUERY_PARAM_INSTANCE_ID]: instanceId })}` : '';
    return (await this.#get(`workflows/${segment(workflowId)}/inputSchema${query}`, options)).json();
  }

  async listInstances(
    search: SearchRequest,
    options?: RequestOptions,
  ): Promise<ProcessInstanceListResultDTO> {
    return (await this.#post('workflows/instances', search, options)).json();
  }

  async listWorkflowInstances(
    workflowId: string,
    search: SearchRequest,
    options?: RequestOptions,
  ): Promise<ProcessInstanceListResultDTO> {
    return (await this.#post(`workflows/${segment(workflowId)}/instances`, search, options)).json();
  }

  async getInstance(instanceId: string, options?: RequestOptions): Promise<ProcessInstanceDTO> {
    return (await this.#get(`workflows/instances/${segment(instanceId)}`, options)).json();
  }

  async executeWorkflow(
    workflowId: string,
    request: ExecuteWorkflowRequestDTO,
  ): Promise<ExecuteWorkflowResponseDTO> {
    return (await this.#post(`workflows/${segment(workflowId)}/execute`, request)).json();
  }

  async abortWorkflowInstance(instanceId: string): Promise<void> {
    await this.#send(`workflows/instances/${segment(instanceId)}/abort`, { method: 'DELETE' });
  }

  #get(path: string, options?: RequestOptions): Promise<Response> {
    return this.#send(path, { ...options });
  }

  #post(path: string, body: unknown, options?: RequestOptions): Promise<Response> {
    return this.#send(path, {
      ...options,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('orchestrator');
    let response: Response;
    try {
      response = await this.#fetchApi.fetch(`${baseUrl}/v2/${path}`, init);
    } catch (error) {
      if (init.signal?.aborted) {
        throw error;
      }
      throw networkError();
    }
    if (!response.ok) {
      throw await readRequestError(response);
    }
    return response;
  }
}

function segment(id: string): string {
  return encodeURIComponent(id);
}
