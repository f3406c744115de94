/** References that one value may lead to in all; whatever comes after them stays as written. */
const MAX_REFERENCES = 1_000;

/**
 * Fills `${key}` and `${key:default}` in; defaults may hold further ones. What refers to nothing or to itself stays as
 * written, and `\${` is a plain `${`.
 */
export function expand(value: string, find: (key: string) => string | undefined): string {
  let left = MAX_REFERENCES;

  function fill(text: string, within: readonly string[]): string {
    let filled = '';
    let position = 0;
    for (;;) {
      const start = text.indexOf('${', position);
      const end = start === -1 ? -1 : endOf(text, start + 2);
      if (end === -1 || left === 0) return filled + text.slice(position);
      const escaped = text[start - 1] === '\\';
      filled += text.slice(position, escaped ? start - 1 : start);
      filled += escaped ? '${' : resolve(text.slice(start + 2, end), within);
      position = escaped ? start + 2 : end + 1;
    }
  }

  function resolve(reference: string, within: readonly string[]): string {
    const colon = reference.indexOf(':');
    const key = (colon === -1 ? reference : reference.slice(0, colon)).trim();
    const found = find(key) ?? (colon === -1 ? undefined : reference.slice(colon + 1));
    if (found === undefined || within.includes(key)) return `\${${reference}}`;
    left = Math.max(0, left - 1);
    return fill(found, [...within, key]);
  }

  return fill(value, []);
}

/** Position of the brace that closes a reference whose inside begins at `start`; -1: none does. */
function endOf(text: string, start: number): number {
  let depth = 1;
  for (let position = start; position < text.length; position += 1) {
    if (text.startsWith('${', position)) depth += 1;
    else if (text[position] === '}' && --depth === 0) return position;
  }
  return -1;
}
