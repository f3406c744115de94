import type { ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import { text } from '../client/fields';
import { initiatorOf, workflowDataOf, type Instance } from '../client/instance';
import { present } from '../client/present';
import { durationText } from './duration';

/** A run as the API shows it (contract 2.3). */
export function toInstanceDto(instance: Instance): ProcessInstanceDTO {
  const { id, processId, processName, version, state, start, end, nodes } = instance;
  return present({
    id,
    processId,
    nodes,
    processName,
    version,
    state,
    start,
    end,
    serviceUrl: instance.serviceUrl,
    duration: durationText(start, end),
    description: instance.description,
    workflowdata: workflowDataOf(instance),
    initiatorEntity: initiatorOf(instance),
    targetEntity: text(instance.variables, 'targetEntity'),
    executionSummary: instance.executionSummary,
    error: instance.error,
    failedAt: state === 'ERROR' ? instance.lastUpdate : undefined,
    commit: instance.commit,
  });
}
