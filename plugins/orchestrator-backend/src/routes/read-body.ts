import { InputError } from '@backstage/errors';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { text } from '../client/fields';

/** Largest request body when nothing else is configured (contract 4). */
export const DEFAULT_BODY_LIMIT = '100kb';

/** Parses JSON bodies up to a limit; a body that is not JSON becomes an InputError, a larger one answers 413. */
export function readBody(limit: string | number): RequestHandler {
  const parse = express.json({ limit });
  return (request: Request, response: Response, next: NextFunction) => {
    parse(request, response, (error?: unknown) =>
      next(error === undefined ? undefined : explain(error, limit)),
    );
  };
}

function explain(error: unknown, limit: string | number): unknown {
  switch (text(error, 'type')) {
    case 'entity.parse.failed':
      return new InputError('The request body is not valid JSON.');
    case 'entity.too.large': {
      const message = `The request body is larger than orchestrator.contentLengthLimit, ${limit}.`;
      return Object.assign(new InputError(message), { statusCode: 413 });
    }
    default:
      return error;
  }
}
