/**
 * Identifiers and chance for a pure engine: both derive from names, so the same step always gives the same ones.
 * Not for secrets: whoever knows the names can compute them.
 */

const LANES = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];

/** 128 well-mixed bits of a text, as four unsigned numbers. */
function hash(text: string): [number, number, number, number] {
  const mixed = LANES.map((seed) => {
    let value = seed;
    for (let index = 0; index < text.length; index++) {
      value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
      value ^= value >>> 15;
    }
    return finish(value ^ text.length);
  });
  const [a = 0, b = 0, c = 0, d = 0] = mixed;
  // Each lane sees the others, so that texts which agree in one lane still differ in all.
  return [finish(a ^ b), finish(b ^ (c + a)), finish(c ^ (d + b)), finish(d ^ (a + c))];
}

function finish(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** A number from 0 up to but not 1. */
export function fraction(name: string): number {
  return hash(name)[0] / 0x1_0000_0000;
}

/** A UUID of version 7: it sorts by the time given, and the rest derives from the name. */
export function identifier(name: string, now: number): string {
  const [a, b, c] = hash(name);
  const time = hex(Math.max(0, Math.floor(now)), 12).slice(-12);
  const tail = hex(b, 8);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(a, 8).slice(1, 4)}-${variant(a)}${tail.slice(0, 3)}-${tail.slice(3)}${hex(c, 8).slice(1)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** The two bits that mark the layout of a UUID, with two of chance. */
function variant(value: number): string {
  return (8 + (value & 3)).toString(16);
}
