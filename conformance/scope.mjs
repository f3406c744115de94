import { spawnSync } from 'node:child_process';
import { exclusions } from './exclusions.mjs';

/** What cases may require, and whether it is there. */
const REQUIREMENTS = {
  'stand-ins for host-language functions': () => true,
  persistence: () => true,
  python3: () => spawnSync('python3', ['--version']).status === 0,
  'read the input and security details from the schema and the document next to the workflow': () => true,
};

/** Checks for which there is no surface yet, by where a case names them. */
const SURFACES = {
  lifecycle: 'lifecycle events are not sent yet',
};

const FEATURES = {
  'definition-upload': 'definitions come from the workflows folder',
};

/**
 * Why a case is left out; undefined when it is run.
 *
 * @param {object} entry the case
 */
export function reasonToSkip(entry) {
  const { id, requires = [], feature = [], expect = {}, steps = [], after = {} } = entry;
  const excluded = exclusions.get(id);
  if (excluded !== undefined) return excluded;
  const unmet = [requires].flat().filter((requirement) => !REQUIREMENTS[requirement]?.());
  if (unmet.length > 0) return `requires ${unmet.join(', ')}`;
  const wanted = [expect, after, ...steps.map((step) => step.expect ?? {})].flatMap(Object.keys);
  const surface = Object.keys(SURFACES).find((key) => wanted.includes(key));
  if (surface !== undefined) return SURFACES[surface];
  const missing = feature.find((tag) => Object.hasOwn(FEATURES, tag));
  return missing === undefined ? undefined : FEATURES[missing];
}
