import type { Json } from '../json.js';
import type { SourceFile } from '../program/program.js';
import { SourceDocument } from './document.js';

/**
 * The content of a JSON or YAML file for readers that need no positions: documents that describe services, when they are
 * read again for a call. Undefined when the syntax is wrong, which loading a definition reports.
 */
export function parseResource(path: string, text: string): Json | undefined {
  // Large documents are mostly JSON, which is read far faster without positions.
  return parseJson(text) ?? SourceDocument.parse({ path, text, format: formatOf(path) }).document?.value;
}

/** The format that a file's name tells. */
export function formatOf(path: string): SourceFile['format'] {
  return path.endsWith('.json') ? 'json' : 'yaml';
}

/** A text that is JSON; undefined for any other. */
export function parseJson(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
