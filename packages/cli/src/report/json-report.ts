import path from 'node:path';
import type { Finding } from '@orchestrator/definition';
import type { CheckedDocument } from '../documents/check.js';
import { shownFile } from './shown-file.js';
import { summarise } from './summary.js';
import type { Summary } from './summary.js';

/** What `--json` prints. New properties may come; those that are there keep their meaning. */
export interface JsonReport {
  /** True when no document has an error. */
  readonly valid: boolean;
  readonly summary: Summary;
  readonly documents: readonly {
    /** Path relative to the current folder. */
    readonly file: string;
    readonly workflowId: string | null;
    readonly valid: boolean;
    /** Lines and columns start at 1. */
    readonly findings: readonly Finding[];
  }[];
}

/** All documents and findings for programs. */
export function jsonReport(documents: readonly CheckedDocument[], cwd: string): JsonReport {
  const summary = summarise(documents);
  return {
    valid: summary.errors === 0,
    summary,
    documents: documents.map(({ file, workflowId, findings }) => ({
      file: path.relative(cwd, file),
      workflowId: workflowId ?? null,
      valid: findings.every(({ severity }) => severity !== 'error'),
      findings: findings.map(({ path: _, ...finding }, index) => ({
        ...finding,
        file: shownFile(findings[index] ?? { ...finding }, cwd),
      })),
    })),
  };
}
