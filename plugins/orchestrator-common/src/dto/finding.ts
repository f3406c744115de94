/** Something that the author of a workflow document should know. An addition to the contract. */
export interface FindingDTO {
  /** Stable code, for search: `unknown-state`, `expression-syntax`, … */
  readonly code: string;
  /** An error keeps the document from loading, the others do not. */
  readonly severity: 'error' | 'warning' | 'hint';
  /** A sentence that says what to do. */
  readonly message: string;
  /** Path of the file relative to the workflows folder. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/** A document with findings. An addition to the contract. */
export interface WorkflowProblemDTO {
  /** Path of the document relative to the workflows folder. */
  readonly file: string;
  /** Absent when the document could not be read far enough to learn its id. */
  readonly workflowId?: string;
  readonly findings: readonly FindingDTO[];
}
