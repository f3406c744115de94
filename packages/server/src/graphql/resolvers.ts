import type { Json, JsonObject } from '@orchestrator/definition';
import type { Runtime } from '@orchestrator/runtime';
import type { Query, Store } from '@orchestrator/store';
import { GraphQLError } from 'graphql';
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
  /** Root fields answered so far, however they are spread over fragments and aliases. */
  rootFields: number;
}

interface ListArguments {
  readonly where?: JsonObject | null;
  readonly orderBy?: { readonly [field: string]: string | null } | null;
  readonly pagination?: { readonly limit?: number | null; readonly offset?: number | null } | null;
}

interface StatisticsArguments {
  readonly processIds: readonly string[];
  readonly initiatorEntity?: string | null;
}

/** Lists and counts that one query may ask for. */
const MAX_ROOT_FIELDS = 50;

/** Rows that one list may hold, whatever it asks for. */
const MAX_ROWS = 10_000;

/** Root resolvers: each is one statement for its list and at most one more for each kind of nested rows. */
export function createResolvers(store: Store, runtime: Runtime): object {
  const { index } = store;
  type Context = RequestContext;
  return {
    ProcessDefinitions: async (args: ListArguments, context: Context, info: GraphQLResolveInfo) => {
      countRootField(context);
      const rows = await index.definitions(queryOf(args, context, info));
      return rows.map((row) => definitionView(row, context.loaders));
    },
    ProcessInstances: async (args: ListArguments, context: Context, info: GraphQLResolveInfo) => {
      countRootField(context);
      const rows = await index.instances(queryOf(args, context, info));
      return rows.map((row) => instanceView(row, context.loaders));
    },
    CountProcessDefinitions: ({ where }: ListArguments, context: Context) => {
      countRootField(context);
      return index.countDefinitions(where ? conditionOf(where) : undefined);
    },
    CountProcessInstances: ({ where }: ListArguments, context: Context) => {
      countRootField(context);
      return index.countInstances(where ? conditionOf(where) : undefined);
    },
    WorkflowFindings: (_: object, context: Context) => {
      countRootField(context);
      return runtime.definitions.findings();
    },
    RunStatistics: (args: StatisticsArguments, context: Context) => {
      countRootField(context);
      return index.statistics(args.processIds, args.initiatorEntity ?? undefined);
    },
  };
}

/** Each root field is a statement of its own. */
function countRootField(context: RequestContext): void {
  context.rootFields += 1;
  if (context.rootFields > MAX_ROOT_FIELDS) {
    throw new GraphQLError(
      `The query asks for more than ${MAX_ROOT_FIELDS} lists or counts; send several queries.`,
    );
  }
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
