import type {
  BackstageCredentials,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  orchestratorInstanceAdminViewPermission,
  orchestratorWorkflowPermission,
  orchestratorWorkflowSpecificPermission,
  orchestratorWorkflowUsePermission,
  orchestratorWorkflowUseSpecificPermission,
} from '@orchestrator/plugin-orchestrator-common';
import { MissingPermissionError } from './missing-permission-error';
import { workflowResourceRef } from './workflow-resource';

/** Workflows that a caller may read: all, also such as are unknown now, or those with these ids. */
export type ReadableWorkflows = 'all' | ReadonlySet<string>;

/** Deprecated permissions asked for in one request; more would exceed the permission backend's body limit. */
const BATCH = 200;

/** Services and facts that decisions need. */
export interface WorkflowAccessOptions {
  readonly permissions: PermissionsService;
  readonly registry: Pick<PermissionsRegistryService, 'getPermissionRuleset'>;
  readonly logger: LoggerService;
  /** Ids of all workflows. */
  readonly workflowIds: () => Promise<readonly string[]>;
}

/**
 * Decides who may read and use which workflow (contract 3.2): the general permission wins; else a condition that
 * matches the id; else the deprecated permission that carries the workflow's id in its name.
 */
export class WorkflowAccess {
  readonly #options: WorkflowAccessOptions;
  readonly #warned = new Set<string>();

  constructor(options: WorkflowAccessOptions) {
    this.#options = options;
  }

  /** @throws MissingPermissionError */
  async requireRead(credentials: BackstageCredentials, workflowId: string): Promise<void> {
    const ask = { general: orchestratorWorkflowPermission, specific: orchestratorWorkflowSpecificPermission };
    if (!(await this.#allowed(credentials, workflowId, ask))) {
      throw new MissingPermissionError(ask.general.name, `see the workflow ${workflowId}`);
    }
  }

  /** @throws MissingPermissionError */
  async requireUse(credentials: BackstageCredentials, workflowId: string): Promise<void> {
    const ask = {
      general: orchestratorWorkflowUsePermission,
      specific: orchestratorWorkflowUseSpecificPermission,
    };
    if (!(await this.#allowed(credentials, workflowId, ask))) {
      throw new MissingPermissionError(ask.general.name, `run or abort the workflow ${workflowId}`);
    }
  }

  /** Whether the caller may see everybody's runs. */
  async isInstanceAdmin(credentials: BackstageCredentials): Promise<boolean> {
    const permission = orchestratorInstanceAdminViewPermission;
    const [decision] = await this.#options.permissions.authorize([{ permission }], { credentials });
    return decision?.result === AuthorizeResult.ALLOW;
  }

  /** The workflows that the caller may read. */
  async readable(credentials: BackstageCredentials): Promise<ReadableWorkflows> {
    const decision = await this.#decide(credentials, orchestratorWorkflowPermission);
    if (decision.result === AuthorizeResult.ALLOW) {
      return 'all';
    }
    const ids = await this.#options.workflowIds();
    const matching = ids.filter((id) => this.#matches(decision, id));
    const rest = ids.filter((id) => !matching.includes(id));
    const named = await this.#allowedByName(credentials, rest, orchestratorWorkflowSpecificPermission);
    return new Set([...matching, ...named]);
  }

  async #allowed(
    credentials: BackstageCredentials,
    workflowId: string,
    ask: {
      readonly general: ResourcePermission;
      readonly specific: (workflowId: string) => BasicPermission;
    },
  ): Promise<boolean> {
    const decision = await this.#decide(credentials, ask.general);
    if (decision.result === AuthorizeResult.ALLOW || this.#matches(decision, workflowId)) {
      return true;
    }
    return (await this.#allowedByName(credentials, [workflowId], ask.specific)).length > 0;
  }

  async #decide(credentials: BackstageCredentials, permission: ResourcePermission): Promise<PolicyDecision> {
    const [decision] = await this.#options.permissions.authorizeConditional([{ permission }], {
      credentials,
    });
    return decision ?? { result: AuthorizeResult.DENY };
  }

  /** Conditions look at the id only, so they are decided here, without asking the permission backend once more. */
  #matches(decision: PolicyDecision, workflowId: string): boolean {
    const ruleset = this.#options.registry.getPermissionRuleset(workflowResourceRef);
    return createConditionAuthorizer(ruleset)(decision, { workflowId });
  }

  async #allowedByName(
    credentials: BackstageCredentials,
    workflowIds: readonly string[],
    specific: (workflowId: string) => BasicPermission,
  ): Promise<string[]> {
    const allowed: string[] = [];
    for (let start = 0; start < workflowIds.length; start += BATCH) {
      const batch = workflowIds.slice(start, start + BATCH);
      const requests = batch.map((id) => ({ permission: specific(id) }));
      const decisions = await this.#options.permissions.authorize(requests, { credentials });
      allowed.push(...batch.filter((_, index) => decisions[index]?.result === AuthorizeResult.ALLOW));
    }
    allowed.forEach((id) => this.#warn(specific(id).name));
    return allowed;
  }

  #warn(permission: string): void {
    if (!this.#warned.has(permission)) {
      this.#warned.add(permission);
      this.#options.logger.warn(
        `A policy grants ${permission}, a deprecated permission. ` +
          'Grant orchestrator.workflow or orchestrator.workflow.use with the condition IS_ALLOWED_WORKFLOW_ID instead.',
      );
    }
  }
}
