import { usePermission } from '@backstage/plugin-permission-react';
import {
  orchestratorAdminViewPermission,
  orchestratorInstanceAdminViewPermission,
  orchestratorWorkflowUsePermission,
  orchestratorWorkflowUseSpecificPermission,
} from '@orchestrator/plugin-orchestrator-common';

interface Permitted {
  readonly allowed: boolean;
  readonly loading: boolean;
}

/** Whether the user may run and abort a workflow: by the general permission or, in older policies, by its own name. */
export function useMayRun(workflowId: string): Permitted {
  const general = usePermission({ permission: orchestratorWorkflowUsePermission, resourceRef: workflowId });
  const specific = usePermission({ permission: orchestratorWorkflowUseSpecificPermission(workflowId) });
  return either(general, specific);
}

/** Whether the user may see the source of definitions. */
export function useMaySeeSource(): Permitted {
  return usePermission({ permission: orchestratorAdminViewPermission });
}

/** Whether the user may see what went into a run and the data that it holds. */
export function useMaySeeData(): Permitted {
  const workflows = usePermission({ permission: orchestratorAdminViewPermission });
  const instances = usePermission({ permission: orchestratorInstanceAdminViewPermission });
  return either(workflows, instances);
}

function either(first: Permitted, second: Permitted): Permitted {
  const allowed = first.allowed || second.allowed;
  return { allowed, loading: !allowed && (first.loading || second.loading) };
}
