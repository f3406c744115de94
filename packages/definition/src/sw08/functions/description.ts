import type { Cursor } from '../../document/cursor.js';
import type { DocumentReference, FunctionTarget } from '../../program/action.js';
import type { ReferredFile } from '../../resolve-reference.js';
import type { FunctionContext } from './functions.js';
import { optionalExpression } from '../expressions.js';
import { metadataOf } from './metadata.js';

/** A function together with the document that describes its operation. */
export interface Description {
  readonly kind: 'described';
  readonly name: string;
  readonly file: ReferredFile;
  /** What stands behind the document's address in `operation`. */
  readonly operation: string;
  /** The document as the function names it. */
  readonly reference: DocumentReference;
}

type Unavailable = Extract<FunctionTarget, { kind: 'unavailable' }>;

/**
 * Finds the document of a function whose operation is `<document>#<operation>`, where the document is a path, an
 * address or an alias of one (workflow-runtime.md 2.1).
 *
 * @param example - a right operation, for the finding about a wrong one
 */
export async function findDescription(
  entry: Cursor,
  name: string,
  file: string,
  example: string,
  context: FunctionContext,
): Promise<Description | Unavailable | undefined> {
  const cursor = entry.get('operation');
  const [written = '', operation = ''] = splitOnce(cursor.text ?? '', '#');
  if (written === '' || operation === '') {
    const message = `"${cursor.text ?? ''}" doesn't name a document and an operation in it; write for instance "${example}".`;
    cursor.error('bad-operation', message);
    return undefined;
  }
  const uri = context.aliases.get(written);
  const reference = uri === undefined ? { uri: written } : { uri, alias: written };
  const found = await context.references.find(reference.uri, file);
  if ('text' in found) return { kind: 'described', name, file: found, operation, reference };
  // SonataFlow builds no application without its local documents, but the text leaves open when they are read.
  const canWait = found.code === 'resource-unavailable' || context.dialect === 'spec';
  if (!canWait || found.code === 'resource-outside') {
    cursor.error(found.code, found.message);
    return undefined;
  }
  cursor.report('warning', found.code, `${found.message} Until then calls of "${name}" fail.`);
  return { kind: 'unavailable', name, reason: found.message };
}

/** The target of a function that a connector calls by its description. */
export function describedTarget(
  entry: Cursor,
  connector: string,
  operation: string,
  { name, file, reference }: Description,
  context: FunctionContext,
): FunctionTarget {
  const configKey = optionalExpression(entry.get('metadata').get('configKey'), context);
  return {
    kind: 'connector',
    name,
    connector,
    operation,
    document: file.path,
    reference,
    ...(configKey && { configKey }),
    metadata: metadataOf(entry),
  };
}

function splitOnce(text: string, separator: string): string[] {
  const index = text.indexOf(separator);
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + separator.length)];
}
