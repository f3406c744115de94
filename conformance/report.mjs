import { writeFile } from 'node:fs/promises';

/** Longest answer that is printed in full, in characters. */
const MAX_TEXT = 2_000;

/** A failed case for people: what failed, and what was said before. */
export function describeFailure({ id, check, reason, expected, actual, exchanges }) {
  const comparison =
    check === 'error'
      ? [`  ${reason}`]
      : [`  check     ${check}`, `  expected  ${text(expected)}`, `  actual    ${text(actual)}`];
  const sent = exchanges.flatMap(({ request, response }) => [
    `  sent      ${shorten(request)}`,
    `  answered  ${shorten(response)}`,
  ]);
  return [`FAILED ${id}`, ...comparison, ...sent].join('\n');
}

/** The last line. */
export function countLine(outcomes) {
  const count = (outcome) => outcomes.filter((entry) => entry.outcome === outcome).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}

/** Reasons for which cases were left out, with their number. */
export function describeSkipped(outcomes, { withIds }) {
  const byReason = Map.groupBy(
    outcomes.filter(({ outcome }) => outcome === 'skipped'),
    ({ reason }) => reason,
  );
  return [...byReason].flatMap(([reason, entries]) => [
    `skipped ${entries.length}: ${reason}`,
    ...(withIds ? entries.map(({ id }) => `  ${id}`) : []),
  ]);
}

/** Writes all outcomes as JSON. */
export function writeJson(file, outcomes) {
  return writeFile(file, `${JSON.stringify({ summary: countLine(outcomes), cases: outcomes }, null, 2)}\n`);
}

function text(value) {
  return shorten(JSON.stringify(value) ?? 'nothing');
}

function shorten(value) {
  return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
}
