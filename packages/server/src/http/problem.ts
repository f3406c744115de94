import {
  DataTooLargeError,
  InvalidInputError,
  KeyReusedError,
  MigrationError,
  OverloadedError,
  TooManyStartsError,
  UnknownInstanceError,
  UnknownNodeError,
  UnknownTaskError,
  UnknownWorkflowError,
  UnreachableNodeError,
  WrongStateError,
} from '@orchestrator/runtime';
import { StoreDataError, StoreUnavailableError } from '@orchestrator/store';
import { SCHEMA_VIOLATIONS } from './instance-view.js';
import { json, plain } from './json.js';

/** A request that is answered with an error status on purpose. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A problem that a contract words as plain text (workflow-runtime.md 4.3). */
export class PlainProblem extends Error {
  override readonly name = 'PlainProblem';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The answer for an error. Whatever is not expected gives 500 with a sentence and no detail of the inside. */
export function problemResponse(error: unknown): Response {
  if (error instanceof InvalidInputError) {
    const lines = error.violations.map(({ path, message }) => `${path || '/'} ${message}`);
    return json(400, {
      message: `${SCHEMA_VIOLATIONS}\n${lines.join('\n')}`,
      code: error.code,
      violations: error.violations.map(({ path, message }) => ({ path, message })),
    });
  }
  if (error instanceof PlainProblem) return plain(error.status, error.message);
  if (error instanceof HttpProblem) return json(error.status, { code: error.code, message: error.message });
  if (
    error instanceof UnknownWorkflowError ||
    error instanceof UnknownInstanceError ||
    error instanceof UnknownNodeError ||
    error instanceof UnknownTaskError
  ) {
    return json(404, { code: error.code, message: error.message });
  }
  if (
    error instanceof WrongStateError ||
    error instanceof UnreachableNodeError ||
    error instanceof MigrationError
  )
    return json(409, { code: error.code, message: error.message });
  if (error instanceof KeyReusedError) return json(422, { code: error.code, message: error.message });
  if (error instanceof StoreDataError) return json(400, { code: error.code, message: error.message });
  if (error instanceof DataTooLargeError) return json(413, { code: error.code, message: error.message });
  if (error instanceof TooManyStartsError) return later(429, error, error.retryAfter);
  if (error instanceof OverloadedError) return later(503, error, error.retryAfter);
  if (error instanceof StoreUnavailableError) return later(503, error, 2);
  return json(500, {
    code: 'internal',
    message: 'The server could not handle this request; its log says why.',
  });
}

/** The answer to a request that can succeed a little later, so many seconds. */
function later(status: number, { code, message }: Error & { code: string }, seconds: number): Response {
  return json(status, { code, message }, { 'retry-after': String(seconds) });
}

/** Whether an error is worth a line in the log: it tells of the server, not of the request. */
export function isUnexpected(error: unknown): boolean {
  return problemResponse(error).status >= 500;
}
