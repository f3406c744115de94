import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { Json } from '../../json.js';
import type { ChannelFunction, DeclaredFunction } from './declared-function.js';
import { findDescription } from './description.js';
import type { FunctionContext } from './functions.js';
import { includeReferredFiles } from './referred-files.js';
import { reportUnknownOperation } from './unknown-operation.js';

interface Operation {
  readonly id: string;
  readonly direction: ChannelFunction['direction'];
  readonly channel: string;
}

/** Reads a function that an AsyncAPI document describes: it sends or receives events of the channel's type. */
export async function compileAsyncApi(
  entry: Cursor,
  name: string,
  file: string,
  context: FunctionContext,
): Promise<DeclaredFunction | undefined> {
  const description = await findDescription(entry, name, file, 'specs/orders.yaml#sendOrder', context);
  if (description?.kind !== 'described') return description;
  const document = context.references.value(description.file);
  if (document === undefined) return undefined;
  await includeReferredFiles(description.file, document, entry.get('operation'), context.references);
  const known = [...operationsOfVersion3(document), ...operationsOfVersion2(document)];
  const operation = known.find(({ id }) => id === description.operation);
  if (operation) return { kind: 'channel', name, direction: operation.direction, channel: operation.channel };
  const ids = known.map(({ id }) => id);
  reportUnknownOperation(entry.get('operation'), description, ids);
  return undefined;
}

function operationsOfVersion3(document: Json): Operation[] {
  return ownEntries(document, 'operations').flatMap(([id, operation]): Operation[] => {
    if (!isJsonObject(operation)) return [];
    const { action, channel } = operation;
    const reference = isJsonObject(channel) && typeof channel.$ref === 'string' ? channel.$ref : '';
    const key = unescape(reference.slice(reference.lastIndexOf('/') + 1));
    if (key === '') return [];
    const declared = ownEntries(document, 'channels').find(([name]) => name === key)?.[1];
    const address = isJsonObject(declared) && typeof declared.address === 'string' ? declared.address : key;
    return [{ id, direction: action === 'receive' ? 'receive' : 'publish', channel: address }];
  });
}

function operationsOfVersion2(document: Json): Operation[] {
  return ownEntries(document, 'channels').flatMap(([channel, item]) => [
    ...operationBelow(item, 'publish', channel, 'publish'),
    ...operationBelow(item, 'subscribe', channel, 'receive'),
  ]);
}

function operationBelow(
  item: Json,
  key: string,
  channel: string,
  direction: Operation['direction'],
): Operation[] {
  const operation = isJsonObject(item) && Object.hasOwn(item, key) ? item[key] : undefined;
  const id = isJsonObject(operation) ? operation.operationId : undefined;
  return typeof id === 'string' ? [{ id, direction, channel }] : [];
}

function ownEntries(document: Json, key: string): [string, Json][] {
  const value = isJsonObject(document) && Object.hasOwn(document, key) ? document[key] : undefined;
  return isJsonObject(value) ? Object.entries(value) : [];
}

function unescape(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}
