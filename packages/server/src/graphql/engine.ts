import type { Logger, Runtime } from '@orchestrator/runtime';
import type { Store } from '@orchestrator/store';
import { execute, subscribe } from 'graphql';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { countedResolver } from './count-values.js';
import type { Channels } from './mutations/commander.js';
import type { Forward } from './mutations/command.js';
import { createPrepare } from './prepare.js';
import type { Prepared } from './prepare.js';
import type { GraphqlRequest } from './read-request.js';
import { createResolvers, TIME_LIMIT } from './resolvers.js';
import type { RequestContext } from './resolvers.js';
import { sent } from './results.js';
import { createSchema } from './schema/create-schema.js';
import { IndexWatch } from './subscriptions/index-watch.js';
import { subscriptionResolvers } from './subscriptions/subscription-resolvers.js';
import { createLoaders } from './views/loaders.js';

/** What answers GraphQL requests. */
export interface GraphqlOptions {
  readonly store: Store;
  readonly runtime: Runtime;
  /** The address of the server at this moment. */
  readonly serviceUrl: () => string;
  /** Passes commands on to other runtimes; absent: they are refused. */
  readonly forward?: Forward;
  readonly logger: Logger;
}

/** Executes GraphQL documents, however they come. Results are in the form in which they are sent. */
export interface GraphqlEngine {
  /** Parses and validates. */
  prepare(asked: GraphqlRequest): Prepared;
  /** Carries out a query, and with channels a mutation. */
  execute(
    document: DocumentNode,
    asked: GraphqlRequest,
    channels?: Omit<Channels, 'forward'>,
  ): Promise<object>;
  /** Begins a subscription: its results as they come, or what is wrong with it. */
  subscribe(document: DocumentNode, asked: GraphqlRequest): Promise<AsyncIterableIterator<object> | object>;
  /** The answer to what is not executed. */
  refusal(prepared: Extract<Prepared, { refused: unknown }>): object;
  /** Ends all subscriptions. */
  close(): void;
}

/** The engine over a store and its runtime. */
export function createEngine(options: GraphqlOptions): GraphqlEngine {
  const { store, runtime, serviceUrl, forward, logger } = options;
  const schema = createSchema();
  const watch = new IndexWatch(store, runtime, logger);
  const loadersOf = () => createLoaders(store, runtime, serviceUrl(), TIME_LIMIT);
  const rootValue = { ...createResolvers(store, runtime), ...subscriptionResolvers(watch, loadersOf) };
  const sendable = (result: ExecutionResult): object => sent(result, 'DataFetchingException', logger);
  const parametersOf = (document: DocumentNode, asked: GraphqlRequest, channels?: Channels) => ({
    schema,
    document,
    rootValue,
    fieldResolver: countedResolver,
    contextValue: {
      loaders: loadersOf(),
      channels,
      rawVariables: asked.variables,
      rootFields: 0,
      taskSchemas: 0,
      values: 0,
    } satisfies RequestContext,
    variableValues: asked.variables,
    ...(asked.operationName !== undefined && { operationName: asked.operationName }),
  });
  return {
    prepare: createPrepare(schema),
    refusal: ({ refused, classification }) => sent(refused, classification, logger),
    async execute(document, asked, channels) {
      const all = channels && { ...channels, ...(forward && { forward }) };
      return sendable(await execute(parametersOf(document, asked, all)));
    },
    async subscribe(document, asked) {
      const results = await subscribe(parametersOf(document, asked));
      return Symbol.asyncIterator in results ? mapped(results, sendable) : sendable(results);
    },
    close: () => watch.close(),
  };
}

function mapped<From, To>(
  values: AsyncGenerator<From, void, void>,
  change: (value: From) => To,
): AsyncIterableIterator<To> {
  return {
    async next() {
      const { done, value } = await values.next();
      return done ? { done: true, value: undefined } : { done: false, value: change(value) };
    },
    async return() {
      await values.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
