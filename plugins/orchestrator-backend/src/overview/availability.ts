import type { WorkflowAvailabilityResponseDTO } from '@orchestrator/plugin-orchestrator-common';
import type { Definition } from '../client/definition';
import type { WorkflowService } from '../client/workflow-service';

/** Tells whether runs of a workflow can be started now. */
export interface Availability {
  check(definition: Definition): Promise<WorkflowAvailabilityResponseDTO>;
}

/** With the engine inside, a workflow that is not withdrawn can be started. */
export const embeddedAvailability: Availability = {
  check: async (definition) =>
    definition.status === 'unavailable'
      ? { isAvailable: false, reason: 'The workflow was withdrawn.' }
      : { isAvailable: true },
};

/** How long the result of a probe counts, and how long a probe may take, in milliseconds. */
const REMEMBER_MS = 10_000;
const PROBE_MS = 3_000;

/** Probes the services of remote workflows, each at most once in ten seconds however many people look. */
export class ProbedAvailability implements Availability {
  readonly #service: WorkflowService;
  readonly #results = new Map<string, { until: number; result: Promise<WorkflowAvailabilityResponseDTO> }>();

  constructor(service: WorkflowService) {
    this.#service = service;
  }

  check({ id, serviceUrl }: Definition): Promise<WorkflowAvailabilityResponseDTO> {
    const key = `${serviceUrl ?? ''} ${id}`;
    const known = this.#results.get(key);
    if (known && known.until > Date.now()) {
      return known.result;
    }
    this.#forgetOld();
    const result = this.#probe(id, serviceUrl);
    this.#results.set(key, { until: Date.now() + REMEMBER_MS, result });
    return result;
  }

  async #probe(id: string, serviceUrl: string | undefined): Promise<WorkflowAvailabilityResponseDTO> {
    try {
      const urlToFetch = this.#service.processUrl(id, serviceUrl);
      try {
        const statusCode = await this.#service.probe(id, serviceUrl, PROBE_MS);
        return statusCode === 200
          ? { isAvailable: true }
          : {
              isAvailable: false,
              statusCode,
              urlToFetch,
              reason: `The service answered with ${statusCode}.`,
            };
      } catch (error) {
        return { isAvailable: false, statusCode: 500, urlToFetch, reason: reasonOf(error) };
      }
    } catch (error) {
      return { isAvailable: false, statusCode: 500, reason: reasonOf(error) };
    }
  }

  #forgetOld(): void {
    for (const [key, { until }] of this.#results) {
      if (until <= Date.now()) {
        this.#results.delete(key);
      }
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
