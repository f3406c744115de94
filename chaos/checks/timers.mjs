/**
 * D5: no timer fires before its time. The ledger's clock tells: it took the call before the timer before that timer was
 * set, and the call after it once it had fired.
 *
 * @param {import('./record.mjs').Findings} findings
 * @param {import('./checks.mjs').Sides} sides
 * @param {import('./record.mjs').IndexedRun} instance
 * @param {import('../scenarios/scenario.mjs').Expected} expected
 */
export function checkTimers(findings, { callsOf }, { id }, { pauses = [] }) {
  const calls = callsOf.get(id) ?? [];
  for (const { before, after, milliseconds } of pauses) {
    const passed = first(calls, after) - Math.min(...lastKey(calls, before).map(({ at }) => at));
    findings.expect(
      'D5',
      id,
      passed >= milliseconds,
      () => `The timer of ${milliseconds} ms between ${before} and ${after} fired after ${passed} ms.`,
    );
  }
}

function first(calls, step) {
  return Math.min(...calls.filter((call) => call.step === step).map(({ at }) => at));
}

/** The calls under the key that was answered at last. */
function lastKey(calls, step) {
  const ofStep = calls.filter((call) => call.step === step);
  const { key } = ofStep.reduce((last, call) => (call.attempt > last.attempt ? call : last), { attempt: 0 });
  return ofStep.filter((call) => call.key === key);
}
