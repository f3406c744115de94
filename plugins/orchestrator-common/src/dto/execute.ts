/** Body of the execute endpoint (12). */
export interface ExecuteWorkflowRequestDTO {
  /** What the form holds. */
  readonly inputData?: { readonly [key: string]: unknown };
  readonly authTokens?: readonly AuthToken[];
  /** Entity ref of what the run is about. */
  readonly targetEntity?: string;
}

/** A token of the caller that the workflow may use for one provider. */
export interface AuthToken {
  readonly provider: string;
  readonly token: string;
}

/** Answer of the execute endpoint (12): the id of the new run. */
export interface ExecuteWorkflowResponseDTO {
  readonly id: string;
}
