import type { CheckedDocument, PlacedFinding } from '../documents/check.js';
import { shownFile } from './shown-file.js';

const COMMANDS = { error: 'error', warning: 'warning', hint: 'notice' } as const;

/** Findings as workflow commands of GitHub Actions, which shows them at the changed lines. */
export function githubReport(documents: readonly CheckedDocument[], cwd: string): string {
  return documents
    .flatMap(({ findings }) => findings)
    .map((finding) => `${command(finding, cwd)}\n`)
    .join('');
}

function command(finding: PlacedFinding, cwd: string): string {
  const { severity, line, column, code, message } = finding;
  const properties = [
    `file=${property(shownFile(finding, cwd))}`,
    `line=${line}`,
    `col=${column}`,
    `title=${property(code)}`,
  ];
  return `::${COMMANDS[severity]} ${properties.join(',')}::${data(message)}`;
}

/** A message: line breaks would end the command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
