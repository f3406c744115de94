const ASCII_EXTRA: Readonly<Record<string, number>> = { k: 0x212a, s: 0x17f };
/** Where all letters are that have a case. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x41, 0x2fff],
  [0xa640, 0xabff],
  [0xff21, 0xff5a],
  [0x10400, 0x10dff],
  [0x118a0, 0x118df],
  [0x16e40, 0x16e7f],
  [0x1e900, 0x1e943],
];

let table: ReadonlyMap<number, readonly number[]> | null = null;

/** All characters that differ from a character only in case, itself included (Unicode's simple case folding). */
export function caseVariants(point: number): readonly number[] {
  if (point < 128) return asciiVariants(point);
  table ??= build();
  return table.get(point) ?? [point];
}

function asciiVariants(point: number): readonly number[] {
  const letter = String.fromCharCode(point).toLowerCase();
  if (!/^[a-z]$/.test(letter)) return [point];
  const upper = letter.toUpperCase().charCodeAt(0);
  const extra = ASCII_EXTRA[letter];
  return [letter.charCodeAt(0), upper, ...(extra === undefined ? [] : [extra])];
}

/** Groups the characters by what is left without case. */
function build(): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [first, last] of RANGES) {
    for (let point = first; point <= last; point++) {
      const character = String.fromCodePoint(point);
      if (character.toUpperCase() === character && character.toLowerCase() === character) continue;
      const key = withoutCase(character);
      groups.set(key, [...(groups.get(key) ?? []), point]);
    }
  }
  const variants = new Map<number, readonly number[]>();
  for (const points of groups.values()) {
    if (points.length === 1) continue;
    for (const point of points) variants.set(point, points.length === 2 ? points : confirmed(point, points));
  }
  return variants;
}

function withoutCase(character: string): string {
  const upper = character.toUpperCase();
  return (Array.from(upper).length === 1 ? upper : character).toLowerCase();
}

/** Of those that seem to belong to a character the ones of which the engine's own matcher says so. */
function confirmed(point: number, points: readonly number[]): readonly number[] {
  const pattern = new RegExp(`^\\u{${point.toString(16)}}$`, 'iu');
  return points.filter((other) => pattern.test(String.fromCodePoint(other)));
}

/** Whether two characters are the same but for their case. */
export function sameLetter(a: number, b: number): boolean {
  return a === b || caseVariants(a).includes(b);
}
