import type { Json, JsonObject } from '@orchestrator/definition';
import type { Runtime } from '@orchestrator/runtime';
import type { CountQuery, GroupDimension, Query, Store } from '@orchestrator/store';
import { GraphQLError } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { ValueCount } from './count-values.js';
import { Commander } from './mutations/commander.js';
import type { Channels } from './mutations/commander.js';
import { executeAfter } from './mutations/execute-after.js';
import { instanceMutations } from './mutations/instance-mutations.js';
import { jobMutations } from './mutations/job-mutations.js';
import type { MutationArguments, Mutations } from './mutations/mutation.js';
import { taskMutations } from './mutations/task-mutations.js';
import { instancePage } from './query/instance-pages.js';
import type { PageRequest } from './query/instance-pages.js';
import { orderOf } from './query/order.js';
import { conditionOf } from './query/where.js';
import { definitionView } from './views/definition-view.js';
import { instanceView } from './views/instance-view.js';
import { jobView } from './views/job-view.js';
import type { Loaders } from './views/loaders.js';
import { taskView } from './views/task-view.js';

/** What every resolver of one request gets. */
export interface RequestContext extends ValueCount {
  readonly loaders: Loaders;
  /** Absent where nothing may be changed. */
  readonly channels: Channels | undefined;
  /** The variables as they were sent, before GraphQL's coercion. */
  readonly rawVariables: { readonly [name: string]: Json };
  /** Root fields answered so far, however they are spread over fragments and aliases. */
  rootFields: number;
  /** Schemas of user tasks for which other runtimes were asked so far. */
  taskSchemas: number;
}

interface ListArguments {
  readonly where?: JsonObject | null;
  readonly orderBy?: JsonObject | null;
  readonly pagination?: { readonly limit?: number | null; readonly offset?: number | null } | null;
}

interface PageArguments extends PageRequest {
  readonly where?: JsonObject | null;
}

interface GroupArguments {
  readonly where?: JsonObject | null;
  readonly by: readonly string[];
}

interface StatisticsArguments {
  readonly processIds: readonly string[];
  readonly initiatorEntity?: string | null;
}

/** Lists and counts that one query may ask for. */
const MAX_ROOT_FIELDS = 50;

/** Rows that one list may hold, whatever it asks for. */
const MAX_ROWS = 10_000;

/** Milliseconds that one list or count may take, or one read of rows below others. */
export const TIME_LIMIT = 10_000;

type Resolver<Arguments> = (args: Arguments, context: RequestContext, info: GraphQLResolveInfo) => unknown;

/** Root resolvers: each is one statement for its list and at most one more for each kind of nested rows. */
export function createResolvers(
  store: Store,
  runtime: Runtime,
): { readonly [field: string]: Resolver<never> } {
  const { index } = store;
  const mutations: Mutations = {
    ...instanceMutations,
    ...jobMutations,
    ...taskMutations,
    ExecuteAfter: (args, to) => executeAfter(index, args, to),
  };
  return {
    ...Object.fromEntries(Object.entries(mutations).map(([name, mutate]) => [name, mutation(store, mutate)])),
    ProcessDefinitions: list((query) => index.definitions(query), definitionView),
    ProcessInstances: list((query) => index.instances(query), instanceView),
    UserTaskInstances: list((query) => index.tasks(query), taskView),
    Jobs: list((query) => index.jobs(query), jobView),
    CountProcessDefinitions: count((query) => index.countDefinitions(query)),
    CountProcessInstances: count((query) => index.countInstances(query)),
    CountUserTaskInstances: count((query) => index.countTasks(query)),
    CountJobs: count((query) => index.countJobs(query)),
    ProcessInstancePages: root(async ({ where, ...asked }: PageArguments, context) => {
      const { rows, next } = await instancePage(index, whereOf(where, context), asked);
      return { nodes: rows.map((row) => instanceView(row, context.loaders)), next };
    }),
    ProcessInstanceGroups: root(({ where, by }: GroupArguments, context) =>
      index.instanceGroups(
        whereOf(where, context),
        by.map((dimension) => dimension.toLowerCase() as GroupDimension),
      ),
    ),
    WorkflowFindings: root(() => runtime.definitions.findings()),
    RunStatistics: root(({ processIds, initiatorEntity }: StatisticsArguments) =>
      index.statistics(processIds, initiatorEntity ?? undefined, TIME_LIMIT),
    ),
  };
}

function list<Row>(
  select: (query: Query) => Promise<Row[]>,
  view: (row: Row, loaders: Loaders) => object,
): Resolver<ListArguments> {
  return root(async ({ where, orderBy, pagination }, context, info) => {
    const rows = await select({
      ...whereOf(where, context),
      orderBy: orderOf(orderBy, info, context.rawVariables),
      limit: Math.min(pagination?.limit ?? MAX_ROWS, MAX_ROWS),
      offset: pagination?.offset ?? 0,
    });
    return rows.map((row) => view(row, context.loaders));
  });
}

function count(select: (query: CountQuery) => Promise<number>): Resolver<ListArguments> {
  return root(({ where }, context) => select(whereOf(where, context)));
}

/** Arguments that name something have a text, if only an empty one: nothing has that for an id. */
function mutation(store: Store, mutate: Mutations[string]): Resolver<Partial<MutationArguments>> {
  const missing = { id: '', taskId: '', commentId: '', attachmentId: '', processInstanceId: '' };
  return root((args, { channels }) => {
    if (!channels) throw new GraphQLError('Send mutations by HTTP.');
    const named = Object.fromEntries(
      Object.entries(args).filter(([name, value]) => value !== null || !Object.hasOwn(missing, name)),
    );
    return mutate({ ...missing, ...named } as MutationArguments, new Commander(store, channels));
  });
}

/** Each root field is a statement of its own. */
function root<Arguments>(resolve: Resolver<Arguments>): Resolver<Arguments> {
  return (args, context, info) => {
    context.rootFields += 1;
    if (context.rootFields > MAX_ROOT_FIELDS) {
      throw new GraphQLError(
        `The query asks for more than ${MAX_ROOT_FIELDS} lists or counts; send several queries.`,
      );
    }
    return resolve(args, context, info);
  };
}

function whereOf(where: JsonObject | null | undefined, { loaders }: RequestContext): CountQuery {
  return {
    serviceUrl: loaders.serviceUrl,
    timeLimit: TIME_LIMIT,
    ...(where && { where: conditionOf(where) }),
  };
}
