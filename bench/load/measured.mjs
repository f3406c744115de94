import { cpuSeconds, residentMb } from '../processes/usage.mjs';

/**
 * Measures one load and what it used: processor time as a share of one core, for the processes under test and for
 * PostgreSQL, and the memory of the former afterwards.
 *
 * @param tested - pids of the processes under test
 * @param load - answers what `closedLoop` does
 */
export async function measured({ row, tested, postgres }, load) {
  const cpu = () => ({ tested: sum(tested.map(cpuSeconds)), postgres: postgres?.cpuSeconds() });
  const before = cpu();
  const start = performance.now();
  const result = await load();
  const seconds = (performance.now() - start) / 1000;
  const after = cpu();
  const share = (name) => (before[name] === undefined ? undefined : (after[name] - before[name]) / seconds);
  return {
    row,
    ...result,
    elapsed: seconds,
    coresTested: share('tested'),
    coresPostgres: share('postgres'),
    residentMb: sum(tested.map(residentMb)),
  };
}

/** Undefined when one of them is. */
function sum(values) {
  return values.includes(undefined) ? undefined : values.reduce((total, value) => total + value, 0);
}
