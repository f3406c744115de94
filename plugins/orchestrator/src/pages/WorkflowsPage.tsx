import { useCallback, useMemo, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Flex, SearchField, Text } from '@backstage/ui';
import {
  type WorkflowOverviewDTO,
  type WorkflowOverviewListResultDTO,
} from '@orchestrator/plugin-orchestrator-common';
import { orchestratorApiRef } from '../api/orchestrator-api';
import { EmptyState } from '../components/EmptyState';
import { FindingsPanel } from '../components/FindingsPanel';
import { Loading } from '../components/Loading';
import { LoadFailure, StaleNotice } from '../components/LoadFailure';
import { PageShell } from '../components/PageShell';
import { WorkflowsTable } from '../components/WorkflowsTable';
import { useLive } from '../live/use-live';
import { collectProblems } from '../model/problems';
import { useOrchestratorTabs } from './use-orchestrator-tabs';
import styles from './WorkflowsPage.module.css';

/** Start page, tab Workflows: what can be run, how it went last time, and documents that need their author. */
export function WorkflowsPage() {
  const api = useApi(orchestratorApiRef);
  const load = useCallback((signal: AbortSignal) => api.listWorkflowOverviews({ signal }), [api]);
  const { value, error, reload } = useLive(load, { concerns: () => true, pollSeconds: 15 });
  return (
    <PageShell title="Orchestrator" tabs={useOrchestratorTabs()} activeTab="workflows">
      {value && error && <StaleNotice error={error} onRetry={reload} />}
      {value && <Overviews result={value} />}
      {!value && error && <LoadFailure what="the workflows" error={error} onRetry={reload} />}
      {!value && !error && <Loading what="the workflows" heights={[40, 280]} />}
    </PageShell>
  );
}

function Overviews({ result }: { result: WorkflowOverviewListResultDTO }) {
  const [search, setSearch] = useState('');
  const overviews = useMemo(() => sortByName(result.overviews ?? []), [result]);
  const shown = useMemo(() => overviews.filter((overview) => matches(overview, search)), [overviews, search]);
  const known = new Set(overviews.map((overview) => overview.workflowId));
  return (
    <Flex direction="column" gap="4">
      <FindingsPanel
        problems={collectProblems(result)}
        hasGoodVersion={(problem) => problem.workflowId !== undefined && known.has(problem.workflowId)}
      />
      {overviews.length === 0 ? (
        <EmptyState
          title="No workflows yet"
          hint="Put a folder with a .sw.yaml file into the workflows folder; it appears here at once."
        />
      ) : (
        <>
          <Flex justify="between" align="center" gap="4">
            <div className={styles['search']}>
              <SearchField
                aria-label="Search workflows"
                placeholder="Search by name, id or description"
                value={search}
                onChange={setSearch}
                size="small"
              />
            </div>
            <Text color="secondary" variant="body-small" role="status">
              {countLabel(shown.length, overviews.length)}
            </Text>
          </Flex>
          <WorkflowsTable overviews={shown} onClearSearch={() => setSearch('')} />
        </>
      )}
    </Flex>
  );
}

function sortByName(overviews: readonly WorkflowOverviewDTO[]): WorkflowOverviewDTO[] {
  return [...overviews].sort((a, b) => (a.name ?? a.workflowId).localeCompare(b.name ?? b.workflowId));
}

function matches({ workflowId, name, description }: WorkflowOverviewDTO, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [workflowId, name, description].some((text) => text?.toLowerCase().includes(wanted));
}

function countLabel(shown: number, all: number): string {
  const noun = all === 1 ? 'workflow' : 'workflows';
  return shown === all ? `${all} ${noun}` : `${shown} of ${all} ${noun}`;
}
