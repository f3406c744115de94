import type { Cursor } from '../../document/cursor.js';
import type { ExpressionContext } from '../context.js';
import type { Declarations } from '../declarations.js';
import { expressionAt } from '../expressions.js';
import type { References } from '../references/references.js';
import type { Section } from '../references/section.js';
import { reportUnknownType } from '../unknown-type.js';
import { compileAsyncApi } from './asyncapi.js';
import { compileCustom } from './custom.js';
import type { DeclaredFunction } from './declared-function.js';
import { compileEndpoint } from './endpoint.js';
import { compileGrpc } from './grpc.js';
import { compileOpenApi } from './openapi.js';

const TYPES = ['rest', 'rpc', 'asyncapi', 'graphql', 'odata', 'expression', 'custom'];

/** What reading one function has to know. */
export interface FunctionContext extends ExpressionContext {
  readonly references: References;
  /** Short names for addresses of documents (extension `workflow-uri-definitions`). */
  readonly aliases: ReadonlyMap<string, string>;
  readonly auth: Declarations<true>;
}

/** Reads the `functions` section into `context.functions` (section A4; workflow-runtime.md section 2). */
export async function compileFunctions(section: Section, context: FunctionContext): Promise<void> {
  if (!section.complete) context.functions.markIncomplete();
  for (const entry of section.cursor.list) {
    const compiled = entry.object && (await compileFunction(entry, section.file, context));
    context.functions.declare(entry, () => compiled, 'error');
  }
}

async function compileFunction(
  entry: Cursor,
  file: string,
  context: FunctionContext,
): Promise<DeclaredFunction | undefined> {
  const name = entry.optional('name');
  const operation = entry.required('operation');
  const authRef = entry.get('authRef');
  if (typeof authRef.value === 'string') context.auth.resolve(authRef);
  if (name === undefined || operation === undefined) return undefined;
  const type = entry.optional('type') ?? 'rest';
  switch (type) {
    case 'expression': {
      const expression = expressionAt(entry.get('operation'), context);
      return expression && { kind: 'expression', name, expression };
    }
    case 'custom':
      return compileCustom(entry, name, operation);
    case 'rest':
      return compileOpenApi(entry, name, file, context);
    case 'asyncapi':
      return compileAsyncApi(entry, name, file, context);
    case 'rpc':
      return compileGrpc(entry, name, file, context);
    case 'graphql':
    case 'odata':
      return compileEndpoint(entry, name, operation, type);
    default:
      reportUnknownType(entry.get('type'), type, TYPES);
      return undefined;
  }
}
