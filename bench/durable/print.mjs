import { machine } from '../report/json-file.mjs';
import { printTable, shortRate } from '../report/table.mjs';

/** What all figures depend on. */
export function printHead(settings) {
  const { cpu, cores, node } = machine();
  console.log(
    `${cpu}, Node ${node}. Load, engine, called services and database share ${cores} cores.\nPostgreSQL: ${Object.entries(
      settings,
    )
      .map(([name, value]) => `${name} = ${value}`)
      .join(', ')}.`,
  );
}

const time = (ms) => (ms === undefined ? '–' : ms.toFixed(2));
const cores = (share) => (share === undefined ? '–' : share.toFixed(2));

/** Rates and latencies of rows that were measured in the same way. */
export function printRows(title, rows) {
  console.log(`\n${title}\n`);
  printTable(
    ['row', 'at once', 'per second', 'p50 ms', 'p99 ms', 'cores', 'cores PostgreSQL', 'MB'],
    rows.map((row) => [
      row.row,
      String(row.concurrency),
      shortRate(row.perSecond),
      time(row.p50),
      time(row.p99),
      cores(row.coresTested),
      cores(row.coresPostgres),
      row.residentMb === undefined ? '–' : row.residentMb.toFixed(0),
    ]),
    1,
  );
}

/** Each goal beside its figure. */
export function printGoals(goals) {
  console.log('\nGoals\n');
  printTable(
    ['goal', 'wanted', 'figure', 'met'],
    goals.map(({ name, unit, least, most, figure, met }) => [
      name,
      least === undefined ? `≤ ${most} ${unit}` : `≥ ${least} ${unit}`,
      `${figure.toFixed(2)} ${unit}`,
      met ? 'met' : 'NOT met',
    ]),
    1,
  );
}
