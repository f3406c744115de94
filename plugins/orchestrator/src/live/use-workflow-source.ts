import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { isInstanceSignal } from '@orchestrator/plugin-orchestrator-common';
import { orchestratorApiRef } from '../api/orchestrator-api';
import { useLive, type Live } from './use-live';

/** The definition of a workflow as text; loaded again when its document changes. */
export function useWorkflowSource(workflowId: string): Live<string> {
  const api = useApi(orchestratorApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getWorkflowSource(workflowId, { signal }),
    [api, workflowId],
  );
  return useLive(load, {
    concerns: (signal) =>
      !isInstanceSignal(signal) && (signal.workflowId === undefined || signal.workflowId === workflowId),
    pollSeconds: 60,
  });
}
