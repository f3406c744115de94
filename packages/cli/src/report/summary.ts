import type { Finding } from '@orchestrator/definition';
import type { CheckedDocument } from '../documents/check.js';

/** How much was found. */
export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
}

/** Counts documents and their findings. */
export function summarise(documents: readonly CheckedDocument[]): Summary {
  const findings = documents.flatMap((document) => document.findings);
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    files: documents.length,
    errors: count('error'),
    warnings: count('warning'),
    hints: count('hint'),
  };
}

/** `3 files checked: 1 error, no warnings, 2 hints.` */
export function summaryLine({ files, errors, warnings, hints }: Summary): string {
  return `${amount(files, 'file')} checked: ${amount(errors, 'error')}, ${amount(warnings, 'warning')}, ${amount(hints, 'hint')}.`;
}

function amount(number: number, thing: string): string {
  return `${number === 0 ? 'no' : number} ${thing}${number === 1 ? '' : 's'}`;
}
