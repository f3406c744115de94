/**
 * Deep equality of JSON values. Numbers are equal by value.
 */
export function equals(actual, expected) {
  if (!isContainer(actual) || !isContainer(expected)) return actual === expected;
  if (Array.isArray(actual) !== Array.isArray(expected)) return false;
  const keys = Object.keys(actual);
  return (
    keys.length === Object.keys(expected).length &&
    keys.every((key) => Object.hasOwn(expected, key) && equals(actual[key], expected[key]))
  );
}

/**
 * Whether a value has everything that is expected of it: listed keys of objects, however deep, whole lists; an expected
 * null means null or absent.
 */
export function covers(actual, expected) {
  if (expected === null) return actual === null || actual === undefined;
  if (!isContainer(expected) || Array.isArray(expected)) return equals(actual, expected);
  if (!isContainer(actual) || Array.isArray(actual)) return false;
  return Object.entries(expected).every(([key, value]) =>
    covers(Object.hasOwn(actual, key) ? actual[key] : undefined, value),
  );
}

function isContainer(value) {
  return typeof value === 'object' && value !== null;
}
