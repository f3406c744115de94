import { useRouteRef } from '@backstage/core-plugin-api';
import type { PageTab } from '../components/PageShell';
import { instancesRouteRef, rootRouteRef } from '../routes';

/** The tabs of the start page. */
export function useOrchestratorTabs(): readonly PageTab[] {
  const workflows = useRouteRef(rootRouteRef);
  const runs = useRouteRef(instancesRouteRef);
  return [
    { id: 'workflows', label: 'Workflows', href: workflows() },
    { id: 'runs', label: 'All runs', href: runs() },
  ];
}
