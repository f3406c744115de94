import type { ProcessInstanceStatusDTO } from '@orchestrator/plugin-orchestrator-common';
import type { NodeStatus } from './node-status';

/** Which of the theme's colour families a status wears. */
export type Tone = 'positive' | 'announcement' | 'negative' | 'warning' | 'neutral';

/** How a status is shown: a word and a colour; the icon follows from the word's key. */
export interface StatusLook {
  readonly key: NodeStatus | 'warning' | 'hint';
  readonly label: string;
  readonly tone: Tone;
}

const NODE_LOOKS: { readonly [status in NodeStatus]: StatusLook } = {
  completed: { key: 'completed', label: 'Completed', tone: 'positive' },
  active: { key: 'active', label: 'Running', tone: 'announcement' },
  failed: { key: 'failed', label: 'Failed', tone: 'negative' },
  aborted: { key: 'aborted', label: 'Aborted', tone: 'neutral' },
  suspended: { key: 'suspended', label: 'Suspended', tone: 'warning' },
  pending: { key: 'pending', label: 'Pending', tone: 'neutral' },
};

const RUN_KEYS: { readonly [status in ProcessInstanceStatusDTO]: NodeStatus } = {
  ACTIVE: 'active',
  ERROR: 'failed',
  COMPLETED: 'completed',
  ABORTED: 'aborted',
  SUSPENDED: 'suspended',
  PENDING: 'pending',
};

/** How the status of a state or action is shown. */
export function nodeLook(status: NodeStatus): StatusLook {
  return NODE_LOOKS[status];
}

/** How the status of a run is shown. */
export function runLook(status: ProcessInstanceStatusDTO | undefined): StatusLook {
  return NODE_LOOKS[status === undefined ? 'pending' : RUN_KEYS[status]];
}

/** Whether a run can still change: not once it is completed, failed or aborted. */
export function isOpen(status: ProcessInstanceStatusDTO | undefined): boolean {
  return status === undefined || status === 'ACTIVE' || status === 'PENDING' || status === 'SUSPENDED';
}
