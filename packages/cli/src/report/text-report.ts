import { readFile } from 'node:fs/promises';
import { codeFrameColumns } from '@babel/code-frame';
import type { CheckedDocument, PlacedFinding } from '../documents/check.js';
import { printable } from './printable.js';
import { shownFile } from './shown-file.js';
import { summarise, summaryLine } from './summary.js';
import type { Style } from './style.js';

/** Lines of the document that are shown before and after the one that a finding is about. */
const CONTEXT = { linesAbove: 2, linesBelow: 1 };

/** Longest line of which a frame makes sense. */
const MAX_LINE = 500;

/** Findings as compilers print them, each with the lines that it is about, and a line with the sums. */
export async function textReport(
  documents: readonly CheckedDocument[],
  cwd: string,
  style: Style,
): Promise<string> {
  const texts = new Map<string, string | undefined>();
  const blocks: string[] = [];
  for (const finding of documents.flatMap(({ findings }) => findings)) {
    const { path } = finding;
    if (path !== undefined && !texts.has(path))
      texts.set(path, await readFile(path, 'utf8').catch(() => undefined));
    blocks.push(block(finding, path === undefined ? undefined : texts.get(path), cwd, style));
  }
  const summary = summarise(documents);
  const colour = summary.errors > 0 ? 'red' : summary.warnings > 0 ? 'yellow' : 'green';
  return [...blocks, `${style(colour, summaryLine(summary))}\n`].join('\n');
}

const COLOURS = { error: 'red', warning: 'yellow', hint: 'cyan' } as const;

function block(finding: PlacedFinding, text: string | undefined, cwd: string, style: Style): string {
  const { line, column, severity, message, code } = finding;
  const place = style('bold', `${printable(shownFile(finding, cwd))}:${line}:${column}`);
  const head = `${place} ${style(COLOURS[severity], severity)} ${printable(message)} ${style('dim', `(${code})`)}\n`;
  return text === undefined ? head : `${head}\n${frame(text, line, column, style)}`;
}

function frame(text: string, line: number, column: number, style: Style): string {
  const lines = text.split('\n');
  if ((lines[line - 1]?.length ?? Infinity) > MAX_LINE) return '';
  const safe = lines.map((written) => written.split('\t').map(printable).join('\t')).join('\n');
  const framed = codeFrameColumns(safe, { start: { line, column } }, CONTEXT);
  return `${style('dim', framed)}\n`;
}
