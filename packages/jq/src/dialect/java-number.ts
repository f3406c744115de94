const JAVA_NUMBER = /^[+-]?(?:NaN|Infinity|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)$/;

/** A decimal number as Java's `Double.parseDouble` reads it: blanks around it and a type's letter do not matter. */
export function parseJavaNumber(text: string): number | undefined {
  const bare = trimmed(text);
  return JAVA_NUMBER.test(bare) ? Number(bare.replace(/[fFdD]$/, '')) : undefined;
}

/** Without the characters up to U+0020 at both ends; loops, because a pattern would try every run of blanks. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charAt(start) <= ' ') start++;
  while (end > start && text.charAt(end - 1) <= ' ') end--;
  return text.slice(start, end);
}
