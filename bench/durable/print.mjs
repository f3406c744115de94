import { printTable, shortRate } from '../report/table.mjs';

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
