import { orchestratorInstanceAdminViewPermission } from '@orchestrator/plugin-orchestrator-common';
import { initiatorOf, type Instance } from '../client/instance';
import { allOf, oneOf, type Condition } from '../filters/conditions';
import type { Caller } from './caller';
import { MissingPermissionError } from './missing-permission-error';
import type { ReadableWorkflows, WorkflowAccess } from './workflow-access';

/**
 * The runs that a caller may see (contract 3.3): those of readable workflows, and without
 * `orchestrator.instanceAdminView` only the caller's own.
 *
 * Whoever may see a run may see its data: it is theirs, or they are an administrator.
 */
export interface RunScope {
  readonly workflows: ReadableWorkflows;
  /** Entity ref of the one whose runs these are; undefined for an administrator. */
  readonly owner: string | undefined;
}

/** The runs that a caller may see. */
export async function runScope(caller: Caller, access: WorkflowAccess): Promise<RunScope> {
  const [workflows, owner] = await Promise.all([
    access.readable(caller.credentials),
    ownerFilter(caller, access),
  ]);
  return { workflows, owner };
}

/** The runs of one workflow that a caller may see. @throws MissingPermissionError without access to the workflow */
export async function workflowRunScope(
  caller: Caller,
  access: WorkflowAccess,
  workflowId: string,
): Promise<RunScope> {
  const [owner] = await Promise.all([
    ownerFilter(caller, access),
    access.requireRead(caller.credentials, workflowId),
  ]);
  return { workflows: new Set([workflowId]), owner };
}

/** Whose runs the caller's view is limited to: their own, or nobody's for an administrator. */
export async function ownerFilter(caller: Caller, access: WorkflowAccess): Promise<string | undefined> {
  return (await access.isInstanceAdmin(caller.credentials)) ? undefined : caller.userRef;
}

/** The scope as a condition on runs, so that pages and counts come out right. */
export function scopeCondition(scope: RunScope): Condition {
  return allOf([
    scope.workflows === 'all' ? true : oneOf('processId', [...scope.workflows]),
    scope.owner === undefined ? true : { variables: { initiatorEntity: { equal: scope.owner } } },
  ]);
}

/** Whether a run is the caller's. A run that nobody is recorded for is nobody's. */
export function isOwner(caller: Caller, instance: Instance): boolean {
  return initiatorOf(instance) === caller.userRef;
}

/**
 * Refuses a run that is not the caller's, unless they are an administrator.
 *
 * @param what the caller wants to do with it
 * @throws MissingPermissionError
 */
export async function requireOwnership(
  caller: Caller,
  access: WorkflowAccess,
  instance: Instance,
  what: string,
): Promise<void> {
  if (!isOwner(caller, instance) && !(await access.isInstanceAdmin(caller.credentials))) {
    throw new MissingPermissionError(
      orchestratorInstanceAdminViewPermission.name,
      `${what} the run ${instance.id}, which somebody else started`,
    );
  }
}
