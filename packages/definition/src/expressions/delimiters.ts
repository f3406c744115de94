/** The expression inside its optional delimiters, and where it begins in the text around it. */
export interface Undelimited {
  readonly source: string;
  /** In UTF-16 units. */
  readonly offset: number;
}

const DELIMITERS = [
  ['${', '}'],
  ['{{', '}}'],
] as const;

/**
 * Takes `${ … }` or `{{ … }}` off an expression. Both are optional, and so is the closing part
 * (workflow-runtime.md 3.1).
 */
export function undelimit(text: string): Undelimited {
  const trimmed = text.trim();
  const start = text.indexOf(trimmed);
  for (const [open, close] of DELIMITERS) {
    if (!trimmed.startsWith(open)) continue;
    const inner = trimmed.slice(open.length, trimmed.endsWith(close) ? -close.length : undefined);
    const source = inner.trim();
    return { source, offset: start + open.length + inner.indexOf(source) };
  }
  return { source: trimmed, offset: start };
}

/** The name in a text that refers to a function of type `expression`: `fn:<name>`, with or without delimiters. */
export function functionReference(text: string): string | undefined {
  return /^fn:\s*(\S.*)$/s.exec(undelimit(text).source)?.[1];
}
