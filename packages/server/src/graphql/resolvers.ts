import type { Json, JsonObject } from '@orchestrator/definition';
import type { Runtime } from '@orchestrator/runtime';
import type { Query, Store } from '@orchestrator/store';
import type { GraphQLResolveInfo } from 'graphql';
import { orderOf } from './order.js';
import { definitionView, instanceView } from './views.js';
import type { Loaders } from './views.js';
import { conditionOf } from './where.js';

/** What every resolver of one request gets. */
export interface RequestContext {
  readonly loaders: Loaders;
  /** The variables as they were sent, before GraphQL's coercion. */
  readonly rawVariables: { readonly [name: string]: Json };
}

interface ListArguments {
  readonly where?: JsonObject | null;
  readonly orderBy?: { readonly [field: string]: string | null } | null;
  readonly pagination?: { readonly limit?: number | null; readonly offset?: number | null } | null;
}

/** Rows that one list may hold, whatever it asks for. */
const MAX_ROWS = 10_000;

/** Root resolvers: each is one statement for its list and at most one more for each kind of nested rows. */
export function createResolvers(store: Store, runtime: Runtime): object {
  const { index } = store;
  return {
    ProcessDefinitions: async (args: ListArguments, context: RequestContext, info: GraphQLResolveInfo) =>
      (await index.definitions(queryOf(args, context, info))).map((row) =>
        definitionView(row, context.loaders),
      ),
    ProcessInstances: async (args: ListArguments, context: RequestContext, info: GraphQLResolveInfo) =>
      (await index.instances(queryOf(args, context, info))).map((row) => instanceView(row, context.loaders)),
    CountProcessDefinitions: ({ where }: ListArguments) =>
      index.countDefinitions(where ? conditionOf(where) : undefined),
    CountProcessInstances: ({ where }: ListArguments) =>
      index.countInstances(where ? conditionOf(where) : undefined),
    WorkflowFindings: () => runtime.definitions.findings(),
    RunStatistics: ({
      processIds,
      initiatorEntity,
    }: {
      processIds: string[];
      initiatorEntity?: string | null;
    }) => index.statistics(processIds, initiatorEntity ?? undefined),
  };
}

function queryOf(
  { where, orderBy, pagination }: ListArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Query {
  return {
    ...(where && { where: conditionOf(where) }),
    orderBy: orderOf(orderBy, info, context.rawVariables),
    limit: Math.min(pagination?.limit ?? MAX_ROWS, MAX_ROWS),
    offset: pagination?.offset ?? 0,
  };
}
