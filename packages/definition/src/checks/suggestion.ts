import { nearestName } from '../nearest-name.js';

/** The end of a message about an unknown name: the one that was probably meant, or else the given advice. */
export function suggestion(name: string, known: Iterable<string>, advice: string): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? `; ${advice}.` : `; did you mean "${nearest}"?`;
}
