import { RiFlowChart } from '@remixicon/react';

/** The Orchestrator's sign in menus. */
export function OrchestratorIcon() {
  return <RiFlowChart size={20} aria-hidden="true" />;
}
