import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  QUERY_PARAM_INSTANCE_ID,
  QUERY_PARAM_TARGET_ENTITY,
  type ExecuteWorkflowRequestDTO,
  type InputSchemaResponseDTO,
  type WorkflowOverviewDTO,
} from '@orchestrator/plugin-orchestrator-common';
import { Card, CardBody, Flex, Link, Text } from '@backstage/ui';
import { orchestratorApiRef } from '../api/orchestrator-api';
import { Loading } from '../components/Loading';
import { LoadFailure } from '../components/LoadFailure';
import { PageShell } from '../components/PageShell';
import { Panel } from '../components/Panel';
import { RunForm } from '../form/RunForm';
import { RunWithoutInput } from '../form/RunWithoutInput';
import { isRecord } from '../json';
import { useLive } from '../live/use-live';
import { formatDuration } from '../model/duration';
import { useMayRun } from '../permissions';
import { rootRouteRef, workflowInstanceRouteRef, workflowRouteRef } from '../routes';
import styles from './ExecutePage.module.css';
import { usePathParameter } from './use-path-parameter';

/** The run form of a workflow; begins with the input of another run when the address names one. */
export function ExecutePage() {
  const workflowId = usePathParameter('workflowId');
  const [query] = useSearchParams();
  const rootLink = useRouteRef(rootRouteRef);
  const { value, error, reload } = useForm(workflowId, query.get(QUERY_PARAM_INSTANCE_ID) ?? undefined);
  const name = value?.overview.name ?? workflowId;
  return (
    <PageShell title={`Run ${name}`} breadcrumbs={[{ label: 'Orchestrator', href: rootLink() }]}>
      <div className={styles['columns']}>
        {value && <Inputs key={workflowId} workflowId={workflowId} form={value.form} />}
        {value && <About overview={value.overview} />}
        {!value && error && <LoadFailure what="the form" error={error} onRetry={reload} />}
        {!value && !error && <Loading what="the form" heights={[320]} />}
      </div>
    </PageShell>
  );
}

function Inputs({ workflowId, form }: { workflowId: string; form: InputSchemaResponseDTO }) {
  const { allowed, loading } = useMayRun(workflowId);
  const run = useStart(workflowId);
  const blocked =
    allowed || loading
      ? undefined
      : 'You need the permission orchestrator.workflow.use to run this workflow.';
  const schema = useMemo(() => ({ ...form.inputSchema }), [form.inputSchema]);
  return (
    <Card role="region" aria-label="Run form">
      <CardBody>
        {form.inputSchema === undefined ? (
          <RunWithoutInput onRun={() => run({})} blocked={blocked} />
        ) : (
          <RunForm schema={schema} initialData={form.data ?? {}} onRun={run} blocked={blocked} />
        )}
      </CardBody>
    </Card>
  );
}

function About({ overview }: { overview: WorkflowOverviewDTO }) {
  const workflowLink = useRouteRef(workflowRouteRef);
  const { workflowId, description, workflowRunStats: stats } = overview;
  return (
    <Panel title="About this workflow">
      <Flex direction="column" gap="3">
        {description !== undefined && <Text as="p">{description}</Text>}
        {stats?.averageTimeToComplete !== undefined && (
          <Text as="p" color="secondary">
            It usually takes {formatDuration(stats.averageTimeToComplete)}.
          </Text>
        )}
        <Link href={workflowLink({ workflowId })}>States and definition</Link>
      </Flex>
    </Panel>
  );
}

/** Starts the workflow and goes to the page of the new run. */
function useStart(workflowId: string): (data: unknown) => Promise<void> {
  const api = useApi(orchestratorApiRef);
  const navigate = useNavigate();
  const instanceLink = useRouteRef(workflowInstanceRouteRef);
  const [query] = useSearchParams();
  return async (data) => {
    const targetEntity = query.get(QUERY_PARAM_TARGET_ENTITY);
    const request: ExecuteWorkflowRequestDTO = {
      inputData: isRecord(data) ? data : {},
      ...(targetEntity !== null && { targetEntity }),
    };
    const { id } = await api.executeWorkflow(workflowId, request);
    navigate(instanceLink({ instanceId: id }));
  };
}

interface LoadedForm {
  readonly overview: WorkflowOverviewDTO;
  readonly form: InputSchemaResponseDTO;
}

function useForm(workflowId: string, instanceId: string | undefined) {
  const api = useApi(orchestratorApiRef);
  const load = useCallback(
    async (signal: AbortSignal): Promise<LoadedForm> => {
      const [overview, form] = await Promise.all([
        api.getWorkflowOverview(workflowId, { signal }),
        api.getWorkflowDataInputSchema(workflowId, instanceId, { signal }),
      ]);
      return { overview, form };
    },
    [api, workflowId, instanceId],
  );
  // A form that someone is filling in must not change under their hands.
  return useLive(load, { concerns: () => false, changes: () => false, pollSeconds: 60 });
}
