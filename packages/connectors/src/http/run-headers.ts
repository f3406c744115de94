import type { CallingRun } from '../connector.js';
import { OF_THE_MESSAGE } from './message-headers.js';

/** Names that a header can have (RFC 9110 5.1). */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * The headers by which a service learns which run calls it (workflow-runtime.md 2.1). What is not plain ASCII in a value is
 * percent-encoded; a correlation attribute whose name cannot be that of such a header is left out.
 */
export function runHeaders(run: CallingRun): Record<string, string> {
  const { parent, referenceId, businessKey, correlation } = run;
  const headers = {
    ...correlation,
    kogitoprocinstanceid: run.instanceId,
    kogitoprocid: run.workflowId,
    kogitoprocversion: run.workflowVersion,
    kogitoproctype: 'SW',
    kogitoprocist: 'Active',
    ...(parent && {
      kogitoparentprociid: parent.instanceId,
      kogitorootprociid: parent.rootInstanceId,
      kogitorootprocid: parent.rootWorkflowId,
    }),
    ...(referenceId !== undefined && { kogitoprocrefid: referenceId }),
    ...(businessKey !== undefined && { kogitobusinesskey: businessKey }),
  };
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => NAME.test(name) && !OF_THE_MESSAGE.has(name.toLowerCase()))
      .map(([name, value]) => [name, headerValue(value)]),
  );
}

function headerValue(value: string): string {
  return value.toWellFormed().replaceAll(/[^\u0020-\u007e]/gu, (character) => encodeURIComponent(character));
}
