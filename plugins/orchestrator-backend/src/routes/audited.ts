import type { AuditorService, AuditorServiceEventSeverityLevel } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** What a route answers. */
export interface RouteAnswer {
  readonly body: unknown;
  /** Sends the body as plain text instead of JSON. */
  readonly plainText?: boolean;
  /** Facts for the audit log. */
  readonly audit?: JsonObject;
}

/** Names a request in the audit log (contract 5.10). */
export interface AuditEvent {
  readonly eventId: string;
  /** By effect: reading is low, starting medium, ending somebody's work high. */
  readonly severityLevel?: AuditorServiceEventSeverityLevel;
  readonly meta?: (request: Request) => JsonObject;
}

const audited = new WeakSet<Error>();

/** A request handler that leaves exactly one audit event: a success or a failure. */
export function auditedRoute(
  auditor: AuditorService,
  { eventId, severityLevel = 'low', meta }: AuditEvent,
  route: (request: Request) => Promise<RouteAnswer>,
): RequestHandler {
  return async (request, response) => {
    const event = await auditor.createEvent({
      eventId,
      severityLevel,
      request,
      ...(meta && { meta: meta(request) }),
    });
    let answer: RouteAnswer;
    try {
      answer = await route(request);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      audited.add(error);
      await event.fail({
        error,
        ...(error instanceof NotAllowedError && { meta: { message: error.message } }),
      });
      throw error;
    }
    await event.success(answer.audit && { meta: answer.audit });
    send(response, answer);
  };
}

/** Leaves an audit event for a request that failed outside a route, for instance because its body is no JSON. */
export function auditUncaught(auditor: AuditorService) {
  return async (
    thrown: unknown,
    request: Request,
    _response: Response,
    next: NextFunction,
  ): Promise<void> => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (!audited.has(error)) {
      const event = await auditor.createEvent({
        eventId: 'generic-error-handler',
        severityLevel: 'high',
        request,
      });
      await event.fail({ error });
    }
    next(error);
  };
}

function send(response: Response, { body, plainText = false }: RouteAnswer): void {
  if (plainText) {
    response.type('text/plain').send(body);
  } else {
    response.json(body);
  }
}
