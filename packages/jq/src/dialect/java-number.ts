const JAVA_NUMBER = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)$/;
const BLANKS = /^[\0- ]+|[\0- ]+$/g;

/** A decimal number as Java's `Double.parseDouble` reads it: blanks around it and a type's letter do not matter. */
export function parseJavaNumber(text: string): number | undefined {
  const bare = text.replace(BLANKS, '');
  return JAVA_NUMBER.test(bare) ? Number(bare.replace(/[fFdD]$/, '')) : undefined;
}
