import type { CallingRun } from '../connector.js';

/** Names that a header can have (RFC 9110 5.1). */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * The headers by which a service learns which run calls it (workflow-runtime.md 2.1). Values are percent-encoded where they
 * are not plain ASCII, as those of events are; a correlation attribute whose name no header can have is left out.
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
      .filter(([name]) => NAME.test(name))
      .map(([name, value]) => [name, headerValue(value)]),
  );
}

function headerValue(value: string): string {
  return value.toWellFormed().replaceAll(/[^\u0020-\u007e]/gu, (character) => encodeURIComponent(character));
}
