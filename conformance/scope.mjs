import { exclusions } from './exclusions.mjs';

/** Parts of a case that stand for something outside the application. */
const OUTSIDE = {
  mocks: 'calls HTTP services, which come with the connectors',
  services: 'calls functions of a host language, which come with the connectors',
  grpc: 'calls gRPC services, which come with the connectors',
  discovery: 'calls discovered services, which come with the connectors',
};

/** Requirements that are always met: here a definition loads without the code that its functions stand for. */
const MET = new Set(['stand-ins for host-language functions']);

/** Features whose function type needs a connector although nothing outside is called. */
const CONNECTOR_FEATURES = ['jwt-parser', 'dynamic-rest'];

/** Checks for which there is no surface yet, by where a case names them. */
const SURFACES = {
  lifecycle: 'lifecycle events are not sent yet',
  metrics: 'there are no metrics yet',
};

const FEATURES = {
  'inbound-basic-auth': 'nobody is asked for credentials yet',
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
  const outside = Object.keys(OUTSIDE).find((part) => entry[part] !== undefined);
  if (outside !== undefined) return OUTSIDE[outside];
  const unmet = [requires].flat().filter((requirement) => !MET.has(requirement));
  if (unmet.length > 0) return `requires ${unmet.join(', ')}`;
  if (expect.definition === undefined && feature.some((tag) => CONNECTOR_FEATURES.includes(tag)))
    return 'calls functions that come with the connectors';
  const wanted = [expect, after, ...steps.map((step) => step.expect ?? {})].flatMap(Object.keys);
  const surface = Object.keys(SURFACES).find((key) => wanted.includes(key));
  if (surface !== undefined) return SURFACES[surface];
  const missing = feature.find((tag) => Object.hasOwn(FEATURES, tag));
  return missing === undefined ? undefined : FEATURES[missing];
}
