import { takeovers } from './takeovers.mjs';

/** Most violations that are printed; all of them are in the JSON file. */
const SHOWN = 50;

/**
 * What a chaos run came to, in figures.
 *
 * @param {object} chaos
 */
export function summarise({ options, seconds, record, disturber, client, findings, served }) {
  const { calls, events } = record.ledger;
  const count = (kind) => disturber.count(kind);
  const keys = new Set(calls.map(({ key }) => key)).size;
  return {
    database: options.database,
    seed: options.seed,
    seconds: Math.round(seconds),
    rest: record.rest,
    disturbances: {
      kills: count('kill'),
      freezes: count('freeze'),
      databaseRestarts: count('restart'),
      terminations: count('terminate'),
      cuts: count('cut'),
    },
    runs: runsByWorkflow(record.index),
    runsPerSecond: Math.round((record.index.size / seconds) * 10) / 10,
    requestsRepeated: client.repeated,
    calls: { sideEffects: keys, repeated: calls.length - keys },
    events: { produced: new Set(events.map(({ id }) => id)).size, received: events.length },
    takeover: takeovers(calls, disturber.done, served),
    checks: { passed: findings.passed, failed: findings.violations.length },
  };
}

/** The lines that are printed, the last of which says how many checks passed and failed. */
export function describe(summary, violations) {
  const { disturbances: did, runs, calls, events, takeover, rest, checks } = summary;
  return [
    `chaos on ${summary.database}, seed ${summary.seed}: ${summary.seconds} s`,
    '',
    `replicas killed         ${did.kills}`,
    `replicas frozen         ${did.freezes}`,
    `database torn down      ${did.databaseRestarts}`,
    `sessions terminated     ${did.terminations} times`,
    `connections cut         ${did.cuts} times`,
    '',
    ...Object.entries(runs).map(
      ([workflow, states]) =>
        `${workflow.padEnd(24)}${Object.entries(states)
          .map(([state, count]) => `${count} ${state}`)
          .join(', ')}`,
    ),
    `runs a second           ${summary.runsPerSecond}`,
    `requests repeated       ${summary.requestsRepeated}`,
    `side effects            ${calls.sideEffects}, called again ${calls.repeated} times`,
    `events produced         ${events.produced}, received ${events.received} times`,
    `time to take over       ${takeover.count} calls: p50 ${takeover.p50} s, p99 ${takeover.p99} s, max ${takeover.max} s`,
    `time to come to rest    ${rest.seconds} s`,
    '',
    ...violations.slice(0, SHOWN).map(({ promise, run, message }) => `✗ ${promise} ${run}: ${message}`),
    ...(violations.length > SHOWN ? [`… and ${violations.length - SHOWN} more`] : []),
    `${checks.passed} passed, ${checks.failed} failed`,
  ];
}

function runsByWorkflow(index) {
  const runs = {};
  for (const { processId, state } of [...index.values()].sort((a, b) =>
    a.processId < b.processId ? -1 : 1,
  )) {
    runs[processId] ??= {};
    runs[processId][state] = (runs[processId][state] ?? 0) + 1;
  }
  return runs;
}
