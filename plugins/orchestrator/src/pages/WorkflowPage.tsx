import { useCallback, useMemo } from 'react';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { isInstanceSignal, type WorkflowOverviewDTO } from '@orchestrator/plugin-orchestrator-common';
import { orchestratorApiRef } from '../api/orchestrator-api';
import { FindingsPanel } from '../components/FindingsPanel';
import { Loading } from '../components/Loading';
import { LoadFailure, StaleNotice } from '../components/LoadFailure';
import { PageShell } from '../components/PageShell';
import { RunButton } from '../components/RunButton';
import { RunsList } from '../components/RunsList';
import { WorkflowDefinition } from '../components/WorkflowDefinition';
import { useLive } from '../live/use-live';
import { problemsOf } from '../model/problems';
import { workflowFacts } from '../components/workflow-facts';
import { rootRouteRef, workflowRouteRef, workflowRunsRouteRef } from '../routes';
import { usePathParameter } from './use-path-parameter';

/** One workflow: what it is and does, its definition, and its runs. */
export function WorkflowPage({ tab }: { tab: 'details' | 'runs' }) {
  const workflowId = usePathParameter('workflowId');
  const rootLink = useRouteRef(rootRouteRef);
  const detailsLink = useRouteRef(workflowRouteRef);
  const runsLink = useRouteRef(workflowRunsRouteRef);
  const { value, error, reload } = useOverview(workflowId);
  const name = value?.name ?? workflowId;
  return (
    <PageShell
      title={name}
      breadcrumbs={[{ label: 'Orchestrator', href: rootLink() }]}
      {...(value && { metadata: workflowFacts(value) })}
      tabs={[
        { id: 'details', label: 'Details', href: detailsLink({ workflowId }) },
        { id: 'runs', label: 'Runs', href: runsLink({ workflowId }) },
      ]}
      activeTab={tab}
      actions={
        value && (
          <RunButton
            workflowId={workflowId}
            workflowName={name}
            available={value.isAvailable !== false}
            variant="primary"
          />
        )
      }
    >
      {value && error && <StaleNotice error={error} onRetry={reload} />}
      {value && (tab === 'runs' ? <RunsList workflowId={workflowId} /> : <Details overview={value} />)}
      {!value && error && <LoadFailure what="this workflow" error={error} onRetry={reload} />}
      {!value && !error && <Loading what="the workflow" heights={[24, 440]} />}
    </PageShell>
  );
}

function useOverview(workflowId: string) {
  const api = useApi(orchestratorApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getWorkflowOverview(workflowId, { signal }),
    [api, workflowId],
  );
  return useLive(load, {
    concerns: (signal) =>
      isInstanceSignal(signal) || signal.workflowId === undefined || signal.workflowId === workflowId,
    pollSeconds: 15,
  });
}

function Details({ overview }: { overview: WorkflowOverviewDTO }) {
  const { workflowId, description, findings } = overview;
  const problems = useMemo(() => problemsOf(workflowId, findings ?? []), [workflowId, findings]);
  return (
    <Flex direction="column" gap="4">
      {description !== undefined && <Text as="p">{description}</Text>}
      <FindingsPanel problems={problems} hasGoodVersion={() => true} />
      <WorkflowDefinition workflowId={workflowId} format={overview.format} />
    </Flex>
  );
}
