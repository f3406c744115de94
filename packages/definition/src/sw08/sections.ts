import type { Cursor } from '../document/cursor.js';
import type { References } from './references/references.js';
import { readSection } from './references/section.js';
import type { Section } from './references/section.js';

/** Name of a part that may stand in a file of its own (section A1). */
export type SectionName =
  'functions' | 'events' | 'errors' | 'retries' | 'constants' | 'timeouts' | 'auth' | 'secrets';

/** All of those parts, wherever they stand. */
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
