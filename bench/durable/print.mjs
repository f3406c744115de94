import { printTable, shortRate } from '../report/table.mjs';

const time = (ms) => (ms === undefined ? '–' : ms.toFixed(2));

/** Microseconds of processor that each run took; unlike time, they depend little on what else the machine does. */
const micros = (cores, { elapsed, all, counted = all }) =>
  cores === undefined ? '–' : ((1e6 * cores * elapsed) / counted).toFixed(0);

/** Rates and latencies of rows that were measured in the same way. */
export function printRows(title, rows) {
  console.log(`\n${title}\n`);
  printTable(
    ['row', 'at once', 'per second', 'p50 ms', 'p99 ms', 'CPU µs a run', 'PostgreSQL', 'MB'],
    rows.map((row) => [
      row.row,
      String(row.concurrency),
      shortRate(row.perSecond),
      time(row.p50),
      time(row.p99),
      micros(row.coresTested, row),
      micros(row.coresPostgres, row),
      row.residentMb === undefined ? '–' : row.residentMb.toFixed(0),
    ]),
    1,
  );
}
