import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { Logger, Runtime } from '@orchestrator/runtime';
import { InvalidQueryError, UnknownFieldError } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { execute, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLFormattedError } from 'graphql';
import { json, parseJson, readJson } from '../http/json.js';
import type { BodyLimits } from '../http/json.js';
import { HttpProblem } from '../http/problem.js';
import { checkBrackets, limitedDepth } from './limits.js';
import { createLoaders } from './views/loaders.js';
import { createResolvers } from './resolvers.js';
import type { RequestContext } from './resolvers.js';
import { createSchema } from './schema/create-schema.js';

/** Longest document, in lexical tokens. */
const MAX_TOKENS = 5_000;

/** A filter holds 500 conditions and lists of 1,000 values at most; whoever sends more is refused before it is read. */
const LIMITS: BodyLimits = { bytes: 1_000_000, values: 20_000 };

interface GraphqlRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables: { readonly [name: string]: Json };
}

/** Serves `/graphql` by GET and POST; errors of a query come with status 200 (data-index-and-jobs.md 1.7). */
export function createGraphql(options: {
  readonly store: Store;
  readonly runtime: Runtime;
  /** The address of the server at this moment. */
  readonly serviceUrl: () => string;
  readonly logger: Logger;
}): (request: Request) => Promise<Response> {
  const { store, runtime, serviceUrl, logger } = options;
  const schema = createSchema();
  const rootValue = createResolvers(store, runtime);
  return async (request) => {
    const { query, operationName, variables } = await readRequest(request);
    const document = parseDocument(query);
    if (document instanceof GraphQLError) return answer({ errors: [document] }, 'InvalidSyntax', logger);
    const errors = validate(schema, document, [...specifiedRules, limitedDepth]);
    if (errors.length > 0) return answer({ errors }, 'ValidationError', logger);
    const contextValue: RequestContext = {
      loaders: createLoaders(store, runtime, serviceUrl()),
      rawVariables: variables,
      rootFields: 0,
    };
    const result = await execute({
      schema,
      document,
      rootValue,
      contextValue,
      variableValues: variables,
      ...(operationName !== undefined && { operationName }),
    });
    return answer(result, 'DataFetchingException', logger);
  };
}

async function readRequest(request: Request): Promise<GraphqlRequest> {
  const body = request.method === 'GET' ? fromAddress(request) : await readJson(request, LIMITS);
  if (!isJsonObject(body) || typeof body.query !== 'string') {
    throw new HttpProblem(
      400,
      'no-query',
      'Send a JSON object with the text of a GraphQL query under "query".',
    );
  }
  const { query, operationName, variables } = body;
  return {
    query,
    variables: isJsonObject(variables) ? variables : {},
    ...(typeof operationName === 'string' && { operationName }),
  };
}

function fromAddress(request: Request): JsonObject {
  const parameters = new URL(request.url).searchParams;
  const variables = parameters.get('variables');
  return {
    ...Object.fromEntries(parameters),
    variables: variables === null ? {} : parseJson(variables, LIMITS),
  };
}

function parseDocument(query: string): DocumentNode | GraphQLError {
  try {
    checkBrackets(query, MAX_TOKENS);
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function answer(result: ExecutionResult, classification: string, logger: Logger): Response {
  const { errors, ...rest } = result;
  return json(
    200,
    errors ? { ...rest, errors: errors.map((error) => format(error, classification, logger)) } : rest,
  );
}

/** What a client may know of an error: its own mistakes in full, the server's only as such. */
function format(error: GraphQLError, classification: string, logger: Logger): GraphQLFormattedError {
  const inner = error.originalError;
  const own =
    !inner ||
    inner instanceof GraphQLError ||
    inner instanceof UnknownFieldError ||
    inner instanceof InvalidQueryError;
  if (!own) logger.error(`GraphQL ${error.path?.join('/') ?? ''} failed: ${inner.message}`);
  const text = own ? error.message : 'the server could not read this; its log says why';
  const path = error.path?.join('/');
  const message = inner && path !== undefined ? `Exception while fetching data (/${path}) : ${text}` : text;
  return {
    message,
    ...(error.locations && { locations: error.locations }),
    ...(error.path && { path: error.path }),
    extensions: { classification },
  };
}
