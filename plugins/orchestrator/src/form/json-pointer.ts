/** The parts of a JSON pointer (RFC 6901); `''` has none. */
export function parsePointer(pointer: string): string[] {
  return pointer === ''
    ? []
    : pointer
        .split('/')
        .slice(1)
        .map((part) => decode(part).replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** A pointer to a member of what the given pointer leads to. */
export function appendPointer(pointer: string, key: string): string {
  return `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

/** Pointers inside `#…` references are percent-encoded. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The value to which a pointer leads; undefined when there is none. */
export function valueAt(data: unknown, pointer: string): unknown {
  return parsePointer(pointer).reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      return undefined;
    }
    return Object.getOwnPropertyDescriptor(value, key)?.value;
  }, data);
}
