import { posix } from 'node:path';
import protobuf from 'protobufjs';
import type { INamespace, Root } from 'protobufjs';
import { CallFailure } from '../call-failure.js';
import type { Description } from '../connector.js';

/** What a Protocol Buffers file and its imports describe. */
export interface ProtoFiles {
  readonly root: Root;
  /** Package of the file itself; empty: it has none. */
  readonly package: string;
}

/** Definitions live as long as their files, and are read once for all calls. */
const known = new WeakMap<Description['files'], Map<string, ProtoFiles>>();

/**
 * Reads the file of a description and what it imports, from memory only.
 *
 * @throws CallFailure `bad-description` when a file is no Protocol Buffers file, or a type is nowhere
 */
export function protoFilesOf({ path, files }: Description): ProtoFiles {
  const read = known.get(files) ?? new Map<string, ProtoFiles>();
  known.set(files, read);
  const found = read.get(path) ?? readProtoFiles(path, files);
  read.set(path, found);
  return found;
}

function readProtoFiles(path: string, files: Description['files']): ProtoFiles {
  const root = new protobuf.Root();
  const missing: string[] = [];
  const open = [path];
  const seen = new Set<string>();
  let ownPackage = '';
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const { package: name = '', imports = [], weakImports = [] } = parse(next, files, root);
    if (next === path) ownPackage = name;
    for (const imported of [...imports, ...weakImports]) {
      const found = findImport(imported, next, files);
      if (typeof found === 'object') root.addJSON(found.nested ?? {});
      else if (found === undefined) missing.push(imported);
      else open.push(found);
    }
  }
  return { root: resolve(root, path, missing), package: ownPackage };
}

function parse(path: string, files: Description['files'], root: Root) {
  const text = files.get(path);
  if (text === undefined) throw badDescription(`${path} is not among the files of the workflow.`);
  try {
    return protobuf.parse(text, root, { keepCase: true });
  } catch (error) {
    throw badDescription(`${path} can't be read as Protocol Buffers: ${reasonOf(error)}.`);
  }
}

/** An import is looked for beside the file that imports, then below the root; well-known types come along. */
function findImport(
  name: string,
  from: string,
  files: Description['files'],
): string | INamespace | undefined {
  const beside = URL.canParse(from) ? new URL(name, from).href : posix.join(posix.dirname(from), name);
  const found = [beside, name].find((path) => files.has(path));
  if (found !== undefined) return found;
  return name === 'google/protobuf/descriptor.proto' ? OPTIONS : (protobuf.common.get(name) ?? undefined);
}

/** Files that declare options extend these messages; calls don't need what is in them. */
const OPTIONS: INamespace = namespaceOf(
  ['File', 'Message', 'Field', 'Oneof', 'Enum', 'EnumValue', 'Service', 'Method', 'ExtensionRange'].map(
    (kind) => `${kind}Options`,
  ),
);

function namespaceOf(messages: readonly string[]): INamespace {
  const nested = Object.fromEntries(
    messages.map((name) => [name, { fields: {}, extensions: [[1000, 536_870_911]] }]),
  );
  return { nested: { google: { nested: { protobuf: { nested } } } } };
}

/** Imports that are missing do no harm as long as no type of theirs is used: many only declare options. */
function resolve(root: Root, path: string, missing: readonly string[]): Root {
  try {
    root.resolveAll();
    return root;
  } catch (error) {
    const imports = missing.length > 0 ? ` These imports are missing: ${missing.join(', ')}.` : '';
    throw badDescription(`${path} uses what no file declares: ${reasonOf(error)}.${imports}`);
  }
}

/** A failure of the document that describes a service. */
export function badDescription(message: string): CallFailure {
  return new CallFailure({
    code: 'bad-description',
    message,
    classes: ['java.lang.IllegalArgumentException'],
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
