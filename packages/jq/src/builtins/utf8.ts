/** The UTF-8 bytes of a text; a lone surrogate becomes the replacement character. */
export function toUtf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point < 0xe000 ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
    }
  }
  return bytes;
}

const MINIMUM = [0, 0, 0x80, 0x800, 0x10000];

/** Whether bytes are UTF-8 through and through. */
export function isUtf8(bytes: readonly number[]): boolean {
  const again = toUtf8(fromUtf8(bytes));
  return again.length === bytes.length && again.every((byte, position) => byte === bytes[position]);
}

/**
 * The text of UTF-8 bytes; whatever is no UTF-8 becomes the replacement character, and what is left of a character at
 * the end becomes a single one.
 */
export function fromUtf8(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const { code, length } = decodeAt(bytes, at);
    text += String.fromCodePoint(code);
    at += length;
  }
  return text;
}

function decodeAt(bytes: readonly number[], at: number): { readonly code: number; readonly length: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { code: first, length: 1 };
  const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return { code: 0xfffd, length: 1 };
  if (at + length > bytes.length) return { code: 0xfffd, length: bytes.length - at };
  let code = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return { code: 0xfffd, length: i };
    code = (code << 6) | (next & 63);
  }
  const isInvalid = code < (MINIMUM[length] ?? 0) || code > 0x10ffff || (code >= 0xd800 && code < 0xe000);
  return { code: isInvalid ? 0xfffd : code, length };
}
