/**
 * Where the segments of a text end, what readers see as single characters: a letter with its accents, a flag, a line
 * break of two characters. Positions count code points; 0 and the text's end belong to them.
 */
export function segmentEdges(points: readonly number[]): ReadonlySet<number> {
  const edges = new Set([0]);
  let position = 0;
  for (const { segment } of SEGMENTER.segment(points.map((point) => String.fromCodePoint(point)).join(''))) {
    for (const _ of segment) position++;
    edges.add(position);
  }
  return edges;
}

const SEGMENTER = new Intl.Segmenter('und', { granularity: 'grapheme' });
