import { covers } from '../compare.mjs';
import { Mismatch } from '../mismatch.mjs';
import { eventually } from '../patience.mjs';

/** How long events may take to arrive, in seconds. */
const PATIENCE = 5;

/** Where an application sends events about definitions and instances when a case looks at them. */
export function lifecycleChannels(sink) {
  return Object.fromEntries(
    ['definitions', 'instances'].map((kind) => [
      `mp.messaging.outgoing.kogito-process${kind}-events.url`,
      sink.url,
    ]),
  );
}

/** Checks that these events about definitions and instances are among those sent. */
export function checkLifecycle({ events }, expected) {
  return eventually(PATIENCE, () => {
    const missing = expected.filter((event) => !events.some((candidate) => fits(candidate, event)));
    if (missing.length === 0) return;
    const types = new Set(missing.map(({ type }) => type));
    throw new Mismatch(
      'lifecycle',
      missing,
      events.filter(({ type }) => types.has(type)),
    );
  });
}

function fits(actual, { type, extensions = {}, data = {}, sourceEndsWith = '' }) {
  return (
    actual.type === type &&
    actual.source.endsWith(sourceEndsWith) &&
    covers(actual, extensions) &&
    covers(actual.data, data)
  );
}
