import type { Cursor } from '../document/cursor.js';
import type { References } from './references/references.js';
import { readSection } from './references/section.js';
import type { Section, SectionName } from './references/section.js';

/** The parts of a document that may stand in files of their own, wherever they stand. */
export type Sections = { readonly [name in SectionName]: Section };

/** Reads the parts of a document that may stand in files of their own. */
export async function readSections(root: Cursor, file: string, references: References): Promise<Sections> {
  const read = (name: SectionName): Promise<Section> => readSection(root, name, file, references);
  return {
    functions: await read('functions'),
    events: await read('events'),
    errors: await read('errors'),
    retries: await read('retries'),
    constants: await read('constants'),
    timeouts: await read('timeouts'),
    auth: await read('auth'),
    secrets: await read('secrets'),
  };
}
