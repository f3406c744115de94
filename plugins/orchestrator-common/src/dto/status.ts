/** State of a run (contract 2.3). */
export type ProcessInstanceStatusDTO = 'ACTIVE' | 'ERROR' | 'COMPLETED' | 'ABORTED' | 'SUSPENDED' | 'PENDING';

/** One row of the statuses endpoint: `key` is the state in words, `value` the state. */
export interface WorkflowRunStatusDTO {
  readonly key?: string;
  readonly value?: string;
}

/** Every state of a run with its word, in the order in which the statuses endpoint (11) answers them. */
export const WORKFLOW_RUN_STATUSES: readonly {
  readonly key: string;
  readonly value: ProcessInstanceStatusDTO;
}[] = [
  { key: 'Active', value: 'ACTIVE' },
  { key: 'Error', value: 'ERROR' },
  { key: 'Completed', value: 'COMPLETED' },
  { key: 'Aborted', value: 'ABORTED' },
  { key: 'Suspended', value: 'SUSPENDED' },
  { key: 'Pending', value: 'PENDING' },
];
