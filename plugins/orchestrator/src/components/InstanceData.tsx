import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import { orchestratorApiRef } from '../api/orchestrator-api';
import { useLive } from '../live/use-live';
import { useMaySeeData } from '../permissions';
import { CopyButton } from './CopyButton';
import { JsonView } from './JsonView';
import { Loading } from './Loading';
import { LoadFailure } from './LoadFailure';
import { Panel } from './Panel';

/** What went into a run and the data that it holds; nothing at all for users who may not see them. */
export function InstanceData({ instance }: { instance: ProcessInstanceDTO }) {
  const { allowed } = useMaySeeData();
  if (!allowed) {
    return null;
  }
  return (
    <>
      <Inputs instance={instance} />
      <Panel
        title="Data"
        aside={<CopyButton text={pretty(instance.workflowdata)} label="Copy the data as JSON" />}
      >
        {instance.workflowdata === undefined ? (
          <Text color="secondary">This run holds no data.</Text>
        ) : (
          <JsonView value={instance.workflowdata} />
        )}
      </Panel>
    </>
  );
}

function Inputs({ instance }: { instance: ProcessInstanceDTO }) {
  const api = useApi(orchestratorApiRef);
  const { processId, id } = instance;
  const load = useCallback(
    (signal: AbortSignal) => api.getWorkflowDataInputSchema(processId, id, { signal }),
    [api, processId, id],
  );
  const { value, error, reload } = useLive(load, {
    concerns: () => false,
    changes: () => false,
    pollSeconds: 60,
  });
  const data = value?.data;
  return (
    <Panel title="Inputs">
      {data && Object.keys(data).length > 0 && <JsonView value={data} />}
      {value && (!data || Object.keys(data).length === 0) && (
        <Text color="secondary">This run was started without input.</Text>
      )}
      {!value && error && <LoadFailure what="the inputs" error={error} onRetry={reload} />}
      {!value && !error && <Loading what="the inputs" heights={[48]} />}
    </Panel>
  );
}

function pretty(value: unknown): string {
  return JSON.stringify(value ?? null, null, 2);
}
