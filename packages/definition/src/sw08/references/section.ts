import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { References } from './references.js';

/** Name of a part of a document that may stand in a file of its own (section A1). */
export type SectionName =
  'functions' | 'events' | 'errors' | 'retries' | 'constants' | 'timeouts' | 'auth' | 'secrets';

/** A section of the document, wherever its content stands. */
export interface Section {
  readonly name: SectionName;
  readonly cursor: Cursor;
  /** The file that its content stands in. */
  readonly file: string;
  /** False: the content could not be read, so that nothing is known of what it declares. */
  readonly complete: boolean;
}

/**
 * Reads a section that may be a reference to a file with the section's name as its only property (section A1), or with
 * nothing but the content.
 */
export async function readSection(
  root: Cursor,
  name: SectionName,
  file: string,
  references: References,
): Promise<Section> {
  const section = root.get(name);
  if (typeof section.value !== 'string') return { name, cursor: section, file, complete: true };
  const found = await references.find(section.value, file);
  const unread: Section = { name, cursor: section.get(name), file, complete: false };
  if (!('text' in found)) {
    section.error(found.code, `"${name}" can't be read. ${found.message}`);
    return unread;
  }
  const content = references.open(found);
  if (!content) {
    section.error(
      'resource-invalid',
      `"${name}" can't be read, since ${found.path} has errors; correct them.`,
    );
    return unread;
  }
  const isWrapped = isJsonObject(content.value) && Object.hasOwn(content.value, name);
  return { name, cursor: isWrapped ? content.get(name) : content, file: found.path, complete: true };
}
