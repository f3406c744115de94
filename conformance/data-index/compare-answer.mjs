import { equals } from '../compare.mjs';

/**
 * What is wrong with an answer to a GraphQL request, as sentences; none: it is as expected.
 *
 * @param {{status: number, body: any}} answer
 * @param {{data?: any, unordered?: string[], prefixes?: Record<string, string[]>, errors?: object[]}} expected
 *   `data` is the exact data; lists at the paths in `unordered` are compared without regard to order; at the paths in
 *   `prefixes` stand lists whose elements begin like these. Without `errors` there must be none.
 */
export function compareAnswer({ status, body }, expected) {
  if (status !== 200) return [`The status is ${status}, not 200.`];
  const { unordered = [], prefixes = {}, errors = [] } = expected;
  return [
    ...compareErrors(body?.errors, errors),
    ...Object.entries(prefixes).flatMap(([path, texts]) => comparePrefixes(body?.data, path, texts)),
    ...('data' in expected ? compareData(body?.data, expected.data, unordered, Object.keys(prefixes)) : []),
  ];
}

function compareData(data, expected, unordered, elsewhere) {
  const [actual, wanted] = [data, expected].map((value) => ordered(without(value, elsewhere), unordered));
  if (equals(actual, wanted)) return [];
  return [`The data is ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}.`];
}

function compareErrors(actual, expected) {
  if (actual === undefined && expected.length === 0) return [];
  const left = [...(actual ?? [])];
  const missing = expected.filter((wanted) => {
    const found = left.findIndex((error) => isSuch(error, wanted));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
  return [
    ...missing.map((wanted) => `There is no error ${JSON.stringify(wanted)}.`),
    ...left.map((error) => `There is an error that is not expected: ${JSON.stringify(error)}.`),
    ...(actual?.length === 0 ? ['The list of errors is empty instead of absent.'] : []),
  ];
}

function isSuch(error, { classification, messageContains }) {
  return (
    (classification === undefined || error?.extensions?.classification === classification) &&
    (messageContains === undefined || String(error?.message).includes(messageContains))
  );
}

function comparePrefixes(data, path, texts) {
  const found = path.split('.').reduce((value, key) => value?.[key], data);
  if (!Array.isArray(found)) return [`At ${path} there is no list but ${JSON.stringify(found)}.`];
  const fits =
    found.length === texts.length && texts.every((text, index) => String(found[index]).startsWith(text));
  return fits
    ? []
    : [`At ${path} there is ${JSON.stringify(found)}, which does not begin like ${JSON.stringify(texts)}.`];
}

/** A copy without what is at these paths. */
function without(data, paths) {
  const copy = structuredClone(data);
  for (const path of paths) {
    const keys = path.split('.');
    const last = keys.pop();
    for (const holder of valuesAt(copy, keys)) delete holder[last];
  }
  return copy;
}

/** A copy whose lists at these paths are sorted, inner ones before those around them. */
function ordered(data, paths) {
  const copy = structuredClone(data);
  const byDepth = paths.map((path) => path.split('.')).sort((one, other) => other.length - one.length);
  for (const keys of byDepth)
    for (const list of valuesAt(copy, keys))
      if (Array.isArray(list)) list.sort((one, other) => compareTexts(canonical(one), canonical(other)));
  return copy;
}

/** Containers at a path, in which `*` stands for every element. */
function valuesAt(data, keys) {
  let values = [data];
  for (const key of keys)
    values = values
      .filter((value) => typeof value === 'object' && value !== null)
      .flatMap((value) => (key === '*' ? Object.values(value) : [value[key]]));
  return values.filter((value) => typeof value === 'object' && value !== null);
}

/** The JSON of a value with the keys of objects in one order. */
function canonical(value) {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => compareTexts(one, other)))
      : inner,
  );
}

function compareTexts(one, other) {
  return one < other ? -1 : Number(one > other);
}
