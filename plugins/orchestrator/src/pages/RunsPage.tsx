import { PageShell } from '../components/PageShell';
import { RunsList } from '../components/RunsList';
import { useOrchestratorTabs } from './use-orchestrator-tabs';

/** Start page, tab All runs. */
export function RunsPage() {
  return (
    <PageShell title="Orchestrator" tabs={useOrchestratorTabs()} activeTab="runs">
      <RunsList />
    </PageShell>
  );
}
