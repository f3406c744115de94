import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { FolderResources, loadDefinition, RemoteResources } from '@orchestrator/definition';
import type { Dialect, Finding, Program, ResourceMap } from '@orchestrator/definition';

/** A document that was checked. */
export interface CheckedDocument {
  /** Absolute path. */
  readonly file: string;
  readonly workflowId?: string;
  /** Absent when there are errors. */
  readonly program?: Program;
  readonly findings: readonly PlacedFinding[];
}

/** A finding that knows where its file lies. */
export interface PlacedFinding extends Finding {
  /** Absolute path of the file; absent for a document of another machine, whose address is {@link Finding.file}. */
  readonly path?: string;
}

/** How documents are checked. */
export interface CheckOptions {
  /** Absolute path of the workflows folder: nothing outside it is read. */
  readonly root: string;
  readonly map: ResourceMap;
  readonly dialect: Dialect;
  /** True: what no folder stands for is fetched from its address. */
  readonly fetch: boolean;
}

/** Checks one document. One that cannot be read has a finding that says so. */
export async function checkDocument(file: string, options: CheckOptions): Promise<CheckedDocument> {
  const { root, map, dialect, fetch } = options;
  const key = path.relative(root, file).split(path.sep).join('/');
  const resources = new RemoteResources(new FolderResources(root), {
    map,
    ...(fetch && { fetch: globalThis.fetch }),
  });
  try {
    const loaded = await loadDefinition(key, await readFile(file, 'utf8'), resources, { dialect });
    return { ...loaded, file, findings: loaded.findings.map((finding) => placed(finding, root)) };
  } catch (error) {
    const message = `The document can't be read: ${error instanceof Error ? error.message : String(error)}.`;
    return { file, findings: [aboutFile(file, 'unreadable', 'error', message)] };
  }
}

function aboutFile(
  file: string,
  code: string,
  severity: Finding['severity'],
  message: string,
): PlacedFinding {
  return { code, severity, message, file, path: file, line: 1, column: 1 };
}

function placed(finding: Finding, root: string): PlacedFinding {
  if (/^https?:/i.test(finding.file)) return finding;
  return { ...finding, path: path.resolve(root, finding.file) };
}

/** Documents of which another one has the id. A folder may hold several applications, so this is no error here. */
export function withDuplicates(documents: readonly CheckedDocument[], cwd: string): CheckedDocument[] {
  const owners = new Map<string, string>();
  return documents.map((document) => {
    const { workflowId: id, file } = document;
    const owner = id === undefined ? undefined : owners.get(id);
    if (id === undefined) return document;
    owners.set(id, owner ?? file);
    if (owner === undefined) return document;
    const message = `The id "${id}" is also that of ${path.relative(cwd, owner)}; an application takes only one of them.`;
    return {
      ...document,
      findings: [aboutFile(file, 'duplicate-id', 'warning', message), ...document.findings],
    };
  });
}
