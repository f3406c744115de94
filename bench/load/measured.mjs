import { cpuSeconds, residentMb } from '../processes/usage.mjs';

/**
 * Measures one load and what it used: processor time as a share of one core, for the process under test and for
 * PostgreSQL, and the memory of the process afterwards.
 *
 * @param tested - pid of the process under test
 * @param load - answers what `closedLoop` does
 */
export async function measured({ row, tested, postgres }, load) {
  const cpu = () => ({ tested: cpuSeconds(tested), postgres: postgres?.cpuSeconds() });
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
    residentMb: residentMb(tested),
  };
}
