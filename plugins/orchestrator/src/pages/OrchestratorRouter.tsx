import { Navigate, Route, Routes } from 'react-router-dom';
import { ExecutePage } from './ExecutePage';
import { InstancePage } from './InstancePage';
import { RunsPage } from './RunsPage';
import { WorkflowPage } from './WorkflowPage';
import { WorkflowsPage } from './WorkflowsPage';

/** All pages of the Orchestrator, below wherever the portal mounts it (contract 6.1). */
export function OrchestratorRouter() {
  return (
    <Routes>
      <Route path="/" element={<WorkflowsPage />} />
      <Route path="/instances" element={<RunsPage />} />
      <Route path="/instances/:instanceId" element={<InstancePage />} />
      <Route path="/workflows" element={<Navigate to=".." replace />} />
      <Route path="/workflows/:workflowId" element={<WorkflowPage tab="details" />} />
      <Route path="/workflows/:workflowId/runs" element={<WorkflowPage tab="runs" />} />
      <Route path="/workflows/:workflowId/execute" element={<ExecutePage />} />
    </Routes>
  );
}
