import type { Cursor } from '../document/cursor.js';

/** Extensions that a document may list, by their `extensionid` (workflow-runtime.md 1.1). */
export type ExtensionId =
  /** The schema of the result. */
  | 'workflow-output-schema'
  /** Short names for addresses of documents. */
  | 'workflow-uri-definitions'
  /** Namespaces of functions that are called without a definition. */
  | 'workflow-function-namespaces';

/** The extension of that id; its cursor finds nothing where there is none. */
export function extensionOf(root: Cursor, id: ExtensionId): Cursor {
  const list = root.get('extensions');
  return list.list.find((entry) => entry.get('extensionid').value === id) ?? list.get(id);
}

/** Addresses by the short names that stand before `#` in operations. */
export function uriAliases(root: Cursor): Map<string, string> {
  const definitions = extensionOf(root, 'workflow-uri-definitions').get('definitions');
  const names = definitions.exists ? Object.keys(definitions.object ?? {}) : [];
  return new Map(names.flatMap((name) => entryOf(name, definitions.get(name).text)));
}

/** The namespaces that a document declares for its functions. */
export function functionNamespaces(root: Cursor): string[] {
  const namespaces = extensionOf(root, 'workflow-function-namespaces').get('namespaces');
  return namespaces.exists ? Object.keys(namespaces.object ?? {}) : [];
}

function entryOf(name: string, uri: string | undefined): [string, string][] {
  return uri === undefined ? [] : [[name, uri]];
}
