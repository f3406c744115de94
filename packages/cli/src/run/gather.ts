import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isDefinitionFile } from '@orchestrator/definition';
import type { Program } from '@orchestrator/definition';
import { checkDocument } from '../documents/check.js';
import type { CheckedDocument, CheckOptions } from '../documents/check.js';

/**
 * A document and the ones beside it that a run of it may need: its subflows and what it goes on as, theirs too. One that is not
 * there is missed by the run only when it comes to it.
 *
 * @returns checked documents, the one that was asked for first
 */
export async function withSubflows(file: string, options: CheckOptions): Promise<readonly CheckedDocument[]> {
  const first = await checkDocument(file, options);
  const needed = new Map([[first.workflowId ?? '', first]]);
  const open = referredBy(first.program);
  const beside = open.length === 0 ? new Map<string, CheckedDocument>() : await neighbours(file, options);
  for (const id of open) {
    const document = beside.get(id);
    if (!document || needed.has(id)) continue;
    needed.set(id, document);
    open.push(...referredBy(document.program));
  }
  return [...needed.values()];
}

function referredBy(program: Program | undefined): string[] {
  return [...(program?.tasks.values() ?? [])].flatMap((task) =>
    task.kind === 'run' || task.kind === 'continue' ? [task.workflowId] : [],
  );
}

/** The other documents of a folder by their ids; the first by name has the id. */
async function neighbours(file: string, options: CheckOptions): Promise<Map<string, CheckedDocument>> {
  const folder = path.dirname(file);
  const names = (await readdir(folder)).filter(isDefinitionFile).sort();
  const documents = new Map<string, CheckedDocument>();
  for (const name of names) {
    const place = path.join(folder, name);
    if (place === file) continue;
    const document = await checkDocument(place, options);
    const { workflowId } = document;
    if (workflowId !== undefined && !documents.has(workflowId)) documents.set(workflowId, document);
  }
  return documents;
}
