import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { FieldErrorDTO } from '@orchestrator/plugin-orchestrator-common';
import { EngineAnswerError, EngineUnavailableError } from './errors';
import { asArray, asJsonObject, field, parseJson, text } from './fields';
import type { Answer, Transport } from './transport';

/** An engine may take a minute to answer a start whose first steps are slow; longest wait, in milliseconds. */
const START_MS = 90_000;

/** Longest part of somebody else's message that is passed on. */
const MAX_MESSAGE = 1000;

/** Input that the workflow's schema refuses, field by field; answered with 400. */
export class InvalidInputDataError extends InputError {
  readonly fields: readonly FieldErrorDTO[];

  constructor(fields: readonly FieldErrorDTO[]) {
    const named = fields.map(({ path, message }) => `${path.slice(1) || 'the input'} ${message}`).join('; ');
    super(`The input does not fit the workflow: ${named.slice(0, MAX_MESSAGE)}.`);
    this.fields = fields;
  }
}

/** Body of a start request (contract 5.2). */
export interface StartBody {
  readonly workflowdata: JsonObject;
  readonly initiatorEntity: string;
  readonly targetEntity?: string;
}

/** Starts, describes and aborts runs at the service that a workflow runs in (contract 5.1). */
export class WorkflowService {
  readonly #transport: Transport;
  readonly #fixedUrl: string | undefined;

  /** @param fixedUrl where all workflows are, instead of the `serviceUrl` that the data index names */
  constructor(transport: Transport, fixedUrl?: string) {
    this.#transport = transport;
    this.#fixedUrl = fixedUrl;
  }

  /** The address at which a workflow is described; asking it tells whether the service is there. */
  processUrl(workflowId: string, serviceUrl: string | undefined): string {
    return `${this.#base(workflowId, serviceUrl)}/management/processes/${encodeURIComponent(workflowId)}`;
  }

  /** The workflow's input schema; undefined when it has none. */
  async inputSchema(workflowId: string, serviceUrl: string | undefined): Promise<JsonObject | undefined> {
    const answer = await this.#transport.send(this.processUrl(workflowId, serviceUrl));
    if (answer.status !== 200) {
      throw refusal(answer);
    }
    return asJsonObject(field(parseJson(answer.body), 'inputSchema'));
  }

  /** HTTP status of the workflow's description. */
  async probe(workflowId: string, serviceUrl: string | undefined, timeoutMs: number): Promise<number> {
    return (await this.#transport.send(this.processUrl(workflowId, serviceUrl), {}, timeoutMs)).status;
  }

  /**
   * Starts a run and answers its id. A run that fails at once has an id too: it can be looked at.
   *
   * @throws InvalidInputDataError, InputError, NotFoundError, ConflictError, EngineUnavailableError, EngineAnswerError
   */
  async start(
    workflowId: string,
    serviceUrl: string | undefined,
    body: StartBody,
    headers: { readonly [name: string]: string } = {},
  ): Promise<string> {
    const url = `${this.#base(workflowId, serviceUrl)}/${encodeURIComponent(workflowId)}`;
    const init = {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        accept: 'application/json',
        // Whoever starts a run watches it from its first moment; a service that does not know this answers later.
        prefer: 'respond-async',
      },
      body: JSON.stringify(body),
    };
    const answer = await this.#transport.send(url, init, START_MS);
    const id = text(parseJson(answer.body), 'id');
    if (id !== undefined) {
      return id;
    }
    if (answer.status >= 200 && answer.status < 300) {
      throw new EngineAnswerError(
        'The workflow service accepted the start but did not say the id of the run. Look for it in the list of runs.',
      );
    }
    throw refusal(answer);
  }

  /**
   * Ends a run in state ABORTED.
   *
   * @throws NotFoundError, ConflictError when it has ended already, EngineUnavailableError, EngineAnswerError
   */
  async abort(workflowId: string, serviceUrl: string | undefined, instanceId: string): Promise<void> {
    const url = `${this.processUrl(workflowId, serviceUrl)}/instances/${encodeURIComponent(instanceId)}`;
    const answer = await this.#transport.send(url, { method: 'DELETE' });
    if (answer.status < 200 || answer.status >= 300) {
      throw refusal(answer);
    }
  }

  #base(workflowId: string, serviceUrl: string | undefined): string {
    const url = this.#fixedUrl ?? serviceUrl;
    if (url === undefined || !/^https?:\/\//.test(url)) {
      throw new EngineAnswerError(
        `The data index does not name a service for workflow ${workflowId}. Check kogito.service.url of that service.`,
      );
    }
    return url.replace(/\/+$/, '');
  }
}

/** The error that says why a service did not do what it was asked for. */
function refusal(answer: Answer): Error {
  const body = parseJson(answer.body);
  const message = messageOf(answer, body);
  switch (answer.status) {
    case 400:
    case 413:
    case 415:
      return invalid(body, message);
    case 404:
      return new NotFoundError(message);
    case 409:
    case 412:
    case 422:
      return new ConflictError(message);
    case 429:
    case 503:
      return new EngineUnavailableError(
        'engine-overloaded',
        'The workflow service is busy. Try again in a moment.',
      );
    default:
      return new EngineAnswerError(`The workflow service answered with status ${answer.status}: ${message}`);
  }
}

function invalid(body: unknown, message: string): Error {
  const fields = asArray(field(body, 'violations')).flatMap((violation) => {
    const path = text(violation, 'path');
    return path === undefined ? [] : [{ path, message: text(violation, 'message') ?? 'is not valid' }];
  });
  return fields.length > 0 ? new InvalidInputDataError(fields) : new InputError(message);
}

/** The service's own words, without what only its developers need: stack traces begin on later lines. */
function messageOf(answer: Answer, body: unknown): string {
  const own = text(body, 'message') ?? (body === undefined ? answer.body : '');
  const lines = own.split('\n').filter((line) => !/^\s*(at |Caused by:|\.\.\. \d+ more)/.test(line));
  return lines.join('\n').trim().slice(0, MAX_MESSAGE) || 'It gave no reason.';
}
