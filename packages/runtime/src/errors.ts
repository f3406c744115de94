import type { SchemaViolation } from '@orchestrator/definition';
import type { InstanceState } from '@orchestrator/engine';

/** No workflow of that id is in force. */
export class UnknownWorkflowError extends Error {
  override readonly name = 'UnknownWorkflowError';
  readonly code = 'unknown-workflow';

  constructor(workflowId: string, version?: string) {
    super(
      `There is no workflow "${workflowId}"${version === undefined ? '' : ` of version "${version}"`}; look at the list of workflows for its id, or at its file for findings.`,
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

/** The workflow has no such state, or no such node where any node is meant. */
export class UnknownTaskError extends Error {
  override readonly name = 'UnknownTaskError';
  readonly code = 'unknown-task';

  constructor(workflowId: string, task: string) {
    super(`The workflow "${workflowId}" has no node "${task}"; look at its definition for names and ids.`);
  }
}

/** The instance is not in that node instance, or no longer. */
export class UnknownNodeError extends Error {
  override readonly name = 'UnknownNodeError';
  readonly code = 'unknown-node';

  constructor(instanceId: string, node: string) {
    super(
      `The run "${instanceId}" is in no node instance "${node}"; look at the list of those that are active.`,
    );
  }
}

/** A node cannot be started by itself, or not where its instance is; nothing was changed. */
export class UnreachableNodeError extends Error {
  override readonly name = 'UnreachableNodeError';
  readonly code = 'unreachable-node';

  constructor(instanceId: string, node: string) {
    super(
      `The node "${node}" of the run "${instanceId}" can't be started alone now: what it belongs to isn't being run, or is run several times. Start its state instead.`,
    );
  }
}

/** The command does not fit the state that the instance is in; nothing was changed. */
export class WrongStateError extends Error {
  override readonly name = 'WrongStateError';
  readonly code = 'wrong-state';
  readonly state: InstanceState;

  /** @param command - as a participle, for instance `retried` */
  constructor(instanceId: string, command: string, state: InstanceState) {
    super(`The run "${instanceId}" is ${state}, so it can't be ${command}.`);
    this.state = state;
  }
}

/** The instance cannot follow the other definition; nothing was changed. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly code = 'migration-impossible';
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

/** The key of a start was used before for something else; no instance was made. */
export class KeyReusedError extends Error {
  override readonly name = 'KeyReusedError';
  readonly code = 'idempotency-key-reused';

  constructor(key: string) {
    super(`The key "${key}" belongs to a start with other data; send a new key with a new request.`);
  }
}

/** The runtime is closing or has more work than it takes on; the same request can succeed a little later. */
export class OverloadedError extends Error {
  override readonly name = 'OverloadedError';
  readonly code = 'overloaded';
  /** Seconds after which it is worth trying again. */
  readonly retryAfter: number;

  constructor(message: string, retryAfter = 2) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** A workflow has used up its limits, while others can be started; the same request can succeed a little later. */
export class TooManyStartsError extends Error {
  override readonly name = 'TooManyStartsError';
  readonly code = 'too-many-starts';
  /** Seconds after which it is worth trying again. */
  readonly retryAfter: number;

  /** @param wait - milliseconds until there may be room */
  constructor(workflowId: string, wait: number) {
    const seconds = Math.max(1, Math.ceil(wait / 1_000));
    super(
      `The workflow "${workflowId}" is started more often than its limits allow; try again in ${seconds} s.`,
    );
    this.retryAfter = seconds;
  }
}

/** What a request brings is larger than the limits allow; nothing was changed. */
export class DataTooLargeError extends Error {
  override readonly name = 'DataTooLargeError';
  readonly code = 'data-too-large';

  /** @param what - as the subject of a sentence, for instance `The input` */
  constructor(what: string, most: number) {
    super(`${what} has more than ${most} characters as JSON; send less, or have the limit raised.`);
  }
}
