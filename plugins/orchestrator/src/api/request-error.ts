import type { FieldErrorDTO } from '@orchestrator/plugin-orchestrator-common';
import { arrayProperty, property, stringProperty } from '../json';

/** Why a request to the Orchestrator's backend failed. The message is a sentence for people. */
export class OrchestratorRequestError extends Error {
  override readonly name = 'OrchestratorRequestError';
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;
  /** Backstage's name of the error: `NotFoundError`, `InputError`, … */
  readonly code: string;
  /** Values that the input schema refuses; empty for every other error. */
  readonly fields: readonly FieldErrorDTO[];
  /** The permission that is missing, when the server named it. */
  readonly permission: string | undefined;

  constructor(details: {
    message: string;
    status: number;
    code: string;
    fields?: readonly FieldErrorDTO[];
    permission?: string | undefined;
  }) {
    super(details.message);
    this.status = details.status;
    this.code = details.code;
    this.fields = details.fields ?? [];
    this.permission = details.permission;
  }
}

/** Turns an answer with an error status into an error with the server's own sentence. */
export async function readRequestError(response: Response): Promise<OrchestratorRequestError> {
  const error = property(await readJson(response), 'error');
  return new OrchestratorRequestError({
    message: stringProperty(error, 'message') ?? defaultMessage(response.status),
    status: response.status,
    code: stringProperty(error, 'name') ?? 'ResponseError',
    fields: arrayProperty(error, 'fields').flatMap(readField),
    permission: stringProperty(error, 'permission'),
  });
}

/** The error of a request that never got an answer. */
export function networkError(): OrchestratorRequestError {
  return new OrchestratorRequestError({
    message: 'The portal’s backend does not answer. Check the connection, then try again.',
    status: 0,
    code: 'NetworkError',
  });
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function readField(value: unknown): FieldErrorDTO[] {
  const path = stringProperty(value, 'path');
  const message = stringProperty(value, 'message');
  return path === undefined || message === undefined ? [] : [{ path, message }];
}

function defaultMessage(status: number): string {
  return `The portal’s backend answered with status ${status} and no explanation. Try again in a moment.`;
}
