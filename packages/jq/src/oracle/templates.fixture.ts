import fc from 'fast-check';

/** The kinds of program parts that templates name in capitals; each has an arbitrary that writes such a part. */
export type Parts = Readonly<Record<string, fc.Arbitrary<string>>>;

const HOLE = /\b([A-Z]{3,})\b/;

/** Programs by example: every word in capitals stands for any part of that kind, all else for itself. */
export function template(text: string, parts: Parts): fc.Arbitrary<string> {
  const pieces = text.split(HOLE);
  const holes = pieces.map((piece, position) => {
    const part = position % 2 === 1 ? parts[piece] : undefined;
    return part ?? fc.constant(piece);
  });
  return fc.tuple(...holes).map((texts) => texts.join(''));
}

/** One of several templates. The first is what is written where programs may not nest any deeper. */
export function templates(texts: readonly string[], parts: Parts): fc.Arbitrary<string> {
  return fc.oneof({ maxDepth: 8, depthIdentifier: 'program' }, ...texts.map((text) => template(text, parts)));
}
