import type { SchemaViolation } from '@orchestrator/definition';

/** No workflow of that id is in force. */
export class UnknownWorkflowError extends Error {
  override readonly name = 'UnknownWorkflowError';
  readonly code = 'unknown-workflow';

  constructor(workflowId: string) {
    super(
      `There is no workflow "${workflowId}"; look at the list of workflows for its id, or at its file for findings.`,
    );
  }
}

/** No instance of that id is known. */
export class UnknownInstanceError extends Error {
  override readonly name = 'UnknownInstanceError';
  readonly code = 'unknown-instance';

  constructor(instanceId: string) {
    super(`There is no run "${instanceId}".`);
  }
}

/** The data to start with does not fit the workflow's input schema; no instance was made. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  readonly code = 'invalid-input';
  readonly violations: readonly SchemaViolation[];

  constructor(violations: readonly SchemaViolation[]) {
    super(
      `The input doesn't fit: ${violations.map(({ path, message }) => `${path || 'the input'} ${message}`).join('; ')}.`,
    );
    this.violations = violations;
  }
}

/** The runtime is closing or has more work than it takes on; the same request can succeed a little later. */
export class OverloadedError extends Error {
  override readonly name = 'OverloadedError';
  readonly code = 'overloaded';
}
