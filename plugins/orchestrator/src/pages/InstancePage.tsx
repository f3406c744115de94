import { useCallback, useState } from 'react';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { Flex } from '@backstage/ui';
import { isInstanceSignal, type ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import { orchestratorApiRef } from '../api/orchestrator-api';
import { InstanceActions } from '../components/InstanceActions';
import { instanceFacts } from '../components/instance-facts';
import { InstanceData } from '../components/InstanceData';
import { InstanceGraph } from '../components/InstanceGraph';
import { Loading } from '../components/Loading';
import { LoadFailure, StaleNotice } from '../components/LoadFailure';
import { Outcome } from '../components/Outcome';
import { PageShell } from '../components/PageShell';
import { Panel } from '../components/Panel';
import { Timeline } from '../components/Timeline';
import { useLive } from '../live/use-live';
import { useInstanceGraph, type InstanceGraphModel } from '../live/use-instance-graph';
import { isOpen } from '../model/run-status';
import { instancesRouteRef, rootRouteRef, workflowRouteRef } from '../routes';
import styles from './InstancePage.module.css';
import { usePathParameter } from './use-path-parameter';

/** One run: how it stands, what came out, where it is, and what it did when. Follows the run while it goes on. */
export function InstancePage() {
  const instanceId = usePathParameter('instanceId');
  const rootLink = useRouteRef(rootRouteRef);
  const runsLink = useRouteRef(instancesRouteRef);
  const workflowLink = useRouteRef(workflowRouteRef);
  const { value: instance, error, reload } = useInstance(instanceId);
  return (
    <PageShell
      title={instance ? (instance.processName ?? instance.processId) : 'Run'}
      breadcrumbs={[
        { label: 'Orchestrator', href: rootLink() },
        { label: 'All runs', href: runsLink() },
      ]}
      {...(instance && {
        metadata: instanceFacts(instance, workflowLink({ workflowId: instance.processId })),
        actions: <InstanceActions instance={instance} onChanged={reload} />,
      })}
    >
      {instance && error && <StaleNotice error={error} onRetry={reload} />}
      {instance && <Content instance={instance} />}
      {!instance && error && <LoadFailure what="this run" error={error} onRetry={reload} />}
      {!instance && !error && <Loading what="the run" heights={[120, 360]} />}
    </PageShell>
  );
}

function useInstance(instanceId: string) {
  const api = useApi(orchestratorApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getInstance(instanceId, { signal }),
    [api, instanceId],
  );
  return useLive(load, {
    concerns: (signal, value) =>
      isInstanceSignal(signal) && signal.instanceId === instanceId && signal.version > (value?.commit ?? -1),
    changes: (value) => isOpen(value.state),
    pollSeconds: 5,
  });
}

function Content({ instance }: { instance: ProcessInstanceDTO }) {
  const [selected, setSelected] = useState<string>();
  const model = useInstanceGraph(instance);
  return (
    <div className={styles['columns']}>
      <Flex direction="column" gap="4">
        <Outcome instance={instance} failingState={model?.failing?.name} onShowState={setSelected} />
        <Panel title="Timeline">
          <Timeline instance={instance} selected={selected} onSelect={setSelected} />
        </Panel>
        <InstanceData instance={instance} />
      </Flex>
      <Progress instance={instance} model={model} selected={selected} onSelect={setSelected} />
    </div>
  );
}

interface ProgressProps {
  readonly instance: ProcessInstanceDTO;
  readonly model: InstanceGraphModel | undefined;
  readonly selected: string | undefined;
  readonly onSelect: (state: string) => void;
}

function Progress({ instance, model, selected, onSelect }: ProgressProps) {
  return (
    <div className={styles['progress']}>
      <Panel title="Progress">
        <InstanceGraph instance={instance} model={model} selected={selected} onSelect={onSelect} />
      </Panel>
    </div>
  );
}
