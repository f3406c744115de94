import { setTimeout as pause } from 'node:timers/promises';
import { covers, equals } from '../compare.mjs';
import { Mismatch } from '../mismatch.mjs';
import { eventually } from '../patience.mjs';

/** How long events may take to arrive, in seconds. */
const PATIENCE = 5;

/** How long to look for events that should not come, in milliseconds. */
const GRACE = 500;

/** Events about runs and definitions themselves are no business events. */
const LIFECYCLE =
  /^(Process(Instance|Definition)\w*Event|MultipleProcessInstanceDataEvent|UserTask\w+Event)$/;

/** Checks that exactly these events were sent, in this order or in any. */
export async function checkProduced(sink, expected, { anyOrder }) {
  const check = anyOrder ? 'producedAnyOrder' : 'produced';
  const compare = () => {
    const actual = businessEvents(sink);
    if (!(anyOrder ? fitAnyOrder(actual, expected) : fitInOrder(actual, expected)))
      throw new Mismatch(check, expected, actual);
  };
  await eventually(PATIENCE, compare);
  await pause(GRACE);
  compare();
}

/** Checks that these events are among those sent. */
export function checkProducedNow(sink, expected) {
  return eventually(PATIENCE, () => {
    const actual = businessEvents(sink);
    if (!expected.every((event) => actual.some((candidate) => fits(candidate, event))))
      throw new Mismatch('producedNow', expected, actual);
  });
}

function businessEvents({ events }) {
  return events.filter(({ type }) => !LIFECYCLE.test(type));
}

function fitInOrder(actual, expected) {
  return actual.length === expected.length && expected.every((event, index) => fits(actual[index], event));
}

function fitAnyOrder(actual, expected) {
  const left = [...actual];
  const found = expected.every((event) => {
    const index = left.findIndex((candidate) => fits(candidate, event));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
  return found && left.length === 0;
}

function fits(actual, { type, source, extensions = {}, data, dataContains }) {
  return (
    actual.type === type &&
    (source === undefined || actual.source === source) &&
    covers(actual, extensions) &&
    (data === undefined || equals(actual.data, data)) &&
    (dataContains === undefined || covers(actual.data, dataContains))
  );
}
