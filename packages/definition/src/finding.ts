/** Something that a document's author should know: an error stops the document from loading, a warning does not. */
export interface Finding {
  /** Stable, for search and for tests: `unknown-state`, `expression-syntax`, … */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'hint';
  /** A sentence that says what to do. */
  readonly message: string;
  /** Path of the file relative to the workflows folder. */
  readonly file: string;
  /** Both start at 1. */
  readonly line: number;
  readonly column: number;
}

/** `file:line:column severity message (code)`: the form that editors and terminals turn into a link. */
export function formatFinding(finding: Finding): string {
  const { file, line, column, severity, message, code } = finding;
  return `${file}:${line}:${column} ${severity} ${message} (${code})`;
}
