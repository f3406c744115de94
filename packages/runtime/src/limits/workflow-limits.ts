/** What one workflow may take of its process, so that others keep their share. */
export interface WorkflowLimits {
  /** Runs with a call on its way, and starts on their way, at once; later starts wait. */
  readonly runs: number;
  /** Calls that may be on their way at once; later ones wait. */
  readonly calls: number;
  /** Steps that may be on their way to the database at once; later ones wait. */
  readonly steps: number;
  /** Starts a second on average; Infinity for any number. */
  readonly startsPerSecond: number;
  /** Starts at once, where those a second are limited. */
  readonly startBurst: number;
  /** Starts that may wait; later ones are refused. */
  readonly queuedStarts: number;
}

/** The limits of a workflow for which nobody says otherwise: half or three quarters of what its process has. */
export const defaultWorkflowLimits: WorkflowLimits = {
  runs: 5_000,
  calls: 96,
  steps: 256,
  startsPerSecond: Number.POSITIVE_INFINITY,
  startBurst: 1,
  queuedStarts: 1_000,
};
