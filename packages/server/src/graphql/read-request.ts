import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { parseJson, readJson } from '../http/json.js';
import type { BodyLimits } from '../http/json.js';
import { HttpProblem } from '../http/problem.js';

/** A filter holds 500 conditions and lists of 1,000 values at most; whoever sends more is refused before it is read. */
const LIMITS: BodyLimits = { bytes: 1_000_000, values: 20_000 };

/** What a client asks for. */
export interface GraphqlRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables: { readonly [name: string]: Json };
}

/** Reads a request by GET or POST. @throws HttpProblem */
export async function readRequest(request: Request): Promise<GraphqlRequest> {
  const body = request.method === 'GET' ? fromAddress(request) : await readJson(request, LIMITS);
  const read = graphqlRequestOf(body);
  if (read) return read;
  throw new HttpProblem(
    400,
    'no-query',
    'Send a JSON object with the text of a GraphQL query under "query".',
  );
}

/** A request in the form that every transport has; undefined when it is none. */
export function graphqlRequestOf(body: Json | undefined): GraphqlRequest | undefined {
  if (!isJsonObject(body) || typeof body.query !== 'string') return undefined;
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
