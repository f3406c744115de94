import type { Cursor } from '../../document/cursor.js';
import type { ReferredFile } from '../../resolve-reference.js';
import type { References } from '../references/references.js';
import type { DeclaredFunction } from './declared-function.js';
import { describedTarget, findDescription } from './description.js';
import type { FunctionContext } from './functions.js';
import { reportUnknownOperation } from './unknown-operation.js';

const STRING = /"(?:[^"\\\n]|\\.)*"/g;

/** Its only group is the string. */
const STRING_OR_COMMENT = new RegExp(`(${STRING.source})|/\\*[^]*?\\*/|//.*`, 'g');

/** Reads a function that a Protocol Buffers file describes: `<file>#<Service>#<Method>`. */
export async function compileGrpc(
  entry: Cursor,
  name: string,
  file: string,
  context: FunctionContext,
): Promise<DeclaredFunction | undefined> {
  const description = await findDescription(entry, name, file, 'greeting.proto#Greeter#SayHello', context);
  if (description?.kind !== 'described') return description;
  await includeImports(description.file, entry.get('operation'), context.references);
  const known = methodsOf(description.file.text);
  // The service may be written with its package.
  const operation = known.find((method) => description.operation.split('.').at(-1) === method);
  if (operation === undefined) {
    reportUnknownOperation(entry.get('operation'), description, known);
    return undefined;
  }
  return describedTarget(entry, 'grpc', description.operation, description, context);
}

/** `Service#Method` of everything that a file describes. */
function methodsOf(text: string): string[] {
  const code = withoutComments(text).replaceAll(STRING, '""');
  return [...code.matchAll(/\bservice\s+(\w+)\s*\{/g)].flatMap((service) => {
    const body = bodyFrom(code, service.index + service[0].length);
    return [...body.matchAll(/\brpc\s+(\w+)/g)].map((method) => `${service[1] ?? ''}#${method[1] ?? ''}`);
  });
}

/** What stands between an opening brace and its closing one. */
function bodyFrom(text: string, start: number): string {
  let depth = 1;
  let end = start;
  while (end < text.length && depth > 0) {
    if (text[end] === '{') depth += 1;
    if (text[end] === '}') depth -= 1;
    end += 1;
  }
  return text.slice(start, end);
}

/** Reads the files that a file imports, so that the definition holds all that its calls need. */
async function includeImports(file: ReferredFile, cursor: Cursor, references: References): Promise<void> {
  const seen = new Set([file.path]);
  const open = [file];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const [, name = ''] of withoutComments(next.text).matchAll(
      /\bimport\s+(?:public\s+|weak\s+)?"([^"]+)"/g,
    )) {
      // Every implementation brings the well-known types along.
      if (name.startsWith('google/protobuf/')) continue;
      const found = await references.find(name, next.path);
      if (!('text' in found)) {
        cursor.report('warning', found.code, `${next.path} imports ${name}: ${found.message}`);
      } else if (!seen.has(found.path)) {
        seen.add(found.path);
        open.push(found);
      }
    }
  }
}

function withoutComments(text: string): string {
  return text.replaceAll(STRING_OR_COMMENT, '$1');
}
