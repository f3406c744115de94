import type { CallingRun } from '../connector.js';

/** The headers by which a service learns which run calls it (workflow-runtime.md 2.1). */
export function runHeaders(run: CallingRun): Record<string, string> {
  const { parent, referenceId, businessKey, correlation } = run;
  return {
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
}
