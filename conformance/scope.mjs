import { spawnSync } from 'node:child_process';
import { exclusions } from './exclusions.mjs';

/** What cases may require, and whether it is there. */
const REQUIREMENTS = {
  'stand-ins for host-language functions': () => true,
  persistence: () => true,
  python3: () => spawnSync('python3', ['--version']).status === 0,
  'read the input and security details from the schema and the document next to the workflow': () => true,
};

/**
 * Why a case is left out; undefined when it is run.
 *
 * @param {object} entry the case
 */
export function reasonToSkip(entry) {
  const { id, requires = [] } = entry;
  const excluded = exclusions.get(id);
  if (excluded !== undefined) return excluded;
  const unmet = [requires].flat().filter((requirement) => !REQUIREMENTS[requirement]?.());
  return unmet.length > 0 ? `requires ${unmet.join(', ')}` : undefined;
}
