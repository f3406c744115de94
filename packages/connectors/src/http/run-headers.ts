import type { CallingRun } from '../connector.js';
import { OF_THE_MESSAGE } from './message-headers.js';

/** Names that a header can have (RFC 9110 5.1). */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const NOT_PLAIN = /[^\u0020-\u007e]/gu;

/**
 * The headers by which a service learns which run calls it (workflow-runtime.md 2.1). What is not plain ASCII in a value is
 * percent-encoded; a correlation attribute whose name cannot be that of such a header is left out.
 */
export function runHeaders(run: CallingRun): Record<string, string> {
  const { parent, referenceId, businessKey, correlation } = run;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(correlation))
    if (NAME.test(name) && !OF_THE_MESSAGE.has(name.toLowerCase())) headers[name] = headerValue(value);
  headers.kogitoprocinstanceid = headerValue(run.instanceId);
  headers.kogitoprocid = headerValue(run.workflowId);
  headers.kogitoprocversion = headerValue(run.workflowVersion);
  headers.kogitoproctype = 'SW';
  headers.kogitoprocist = 'Active';
  if (parent) {
    headers.kogitoparentprociid = headerValue(parent.instanceId);
    headers.kogitorootprociid = headerValue(parent.rootInstanceId);
    headers.kogitorootprocid = headerValue(parent.rootWorkflowId);
  }
  if (referenceId !== undefined) headers.kogitoprocrefid = headerValue(referenceId);
  if (businessKey !== undefined) headers.kogitobusinesskey = headerValue(businessKey);
  return headers;
}

function headerValue(value: string): string {
  // Nearly all values are plain, and are only looked at.
  if (value.search(NOT_PLAIN) === -1) return value;
  return value.toWellFormed().replaceAll(NOT_PLAIN, (character) => encodeURIComponent(character));
}
