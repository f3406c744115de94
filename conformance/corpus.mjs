import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { UsageError } from './options.mjs';

/** Where the cases of a corpus folder are written down. */
const EXPECTATIONS = 'expectations.yaml';

/** The only version of the format so far. */
const FORMAT = 1;

/**
 * Reads the cases of a corpus folder.
 *
 * @param {string} folder
 * @throws UsageError when there is nothing to run
 */
export async function readCases(folder) {
  const file = path.join(folder, EXPECTATIONS);
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new UsageError(`${file} can't be read: ${error.message}`);
  });
  // Lists of mocks are shared by many cases through aliases, more often than the parser's guard allows.
  const { format, cases } = parse(text, { maxAliasCount: -1 }) ?? {};
  if (format !== FORMAT || !Array.isArray(cases))
    throw new UsageError(`${file} has to hold "format: ${FORMAT}" and a list of cases.`);
  return cases;
}

/**
 * The cases that the command line asks for.
 *
 * @throws UsageError for a case or tag that does not exist
 */
export function selectCases(cases, { cases: ids, features }) {
  const unknown = [
    ...ids.filter((id) => !cases.some((entry) => entry.id === id)),
    ...features.filter((tag) => !cases.some((entry) => entry.feature?.includes(tag))),
  ];
  if (unknown.length > 0) throw new UsageError(`No case has this id or tag: ${unknown.join(', ')}.`);
  return cases.filter(
    ({ id, feature = [] }) =>
      (ids.length === 0 || ids.includes(id)) &&
      (features.length === 0 || features.some((tag) => feature.includes(tag))),
  );
}

/**
 * The resource root of a definition: the first folder of its path, below `examples` the second. References that are
 * not found beside a definition are looked up there.
 */
export function resourceRoot(definition) {
  const parts = definition.split('/');
  return parts.slice(0, parts[0] === 'examples' ? 2 : 1).join('/');
}
