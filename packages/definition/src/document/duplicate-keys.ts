import type { Document } from 'yaml';
import { yaml } from './yaml.js';

/** A name that stands in an object more than once. */
export interface DuplicateKey {
  readonly name: string;
  /** Where the name stands whose value does not count, in UTF-16 units. */
  readonly offset: number;
}

/**
 * Takes out what stands under a name that comes again in the same object: SonataFlow reads such documents, and for it
 * the last one counts.
 */
export function dropDuplicateKeys(document: Document): DuplicateKey[] {
  const { isScalar, visit } = yaml();
  const dropped: DuplicateKey[] = [];
  visit(document, {
    Map(_, map) {
      const later = new Set<string>();
      const kept = map.items.toReversed().filter(({ key }) => {
        if (!isScalar(key)) return true;
        const name = String(key.value);
        if (!later.has(name)) return later.add(name);
        dropped.push({ name, offset: key.range?.[0] ?? 0 });
        return false;
      });
      if (kept.length < map.items.length) map.items = kept.reverse();
    },
  });
  return dropped;
}
