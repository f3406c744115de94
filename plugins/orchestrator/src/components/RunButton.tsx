import { ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { RiPlayLine } from '@remixicon/react';
import { useMayRun } from '../permissions';
import { executeWorkflowRouteRef } from '../routes';

interface RunButtonProps {
  readonly workflowId: string;
  readonly workflowName: string;
  readonly available: boolean;
  readonly size?: 'small' | 'medium';
  readonly variant?: 'primary' | 'secondary';
}

/** Leads to the run form; says why when the workflow cannot be run. */
export function RunButton({
  workflowId,
  workflowName,
  available,
  size = 'small',
  variant = 'secondary',
}: RunButtonProps) {
  const executeLink = useRouteRef(executeWorkflowRouteRef);
  const { allowed, loading } = useMayRun(workflowId);
  const reason = reasonAgainst(available, allowed || loading);
  return (
    <span title={reason}>
      <ButtonLink
        href={executeLink({ workflowId })}
        size={size}
        variant={variant}
        iconStart={<RiPlayLine size={16} />}
        isDisabled={loading || reason !== undefined}
        aria-label={reason === undefined ? `Run ${workflowName}` : `Run ${workflowName}: ${reason}`}
      >
        Run
      </ButtonLink>
    </span>
  );
}

function reasonAgainst(available: boolean, allowed: boolean): string | undefined {
  if (!available) {
    return 'this workflow is not available now';
  }
  return allowed ? undefined : 'you need the permission orchestrator.workflow.use';
}
