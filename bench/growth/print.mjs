import { printTable } from '../report/table.mjs';

const count = (number) => number.toLocaleString('en');
const shown = (value, digits) => (value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits));

/** What a step costs, by the number of finished runs in the database. */
export function printStored(rows) {
  console.log('\nA step with an effect, 64 runs at once, by the number of finished runs that are stored\n');
  printTable(
    ['stored runs', 'µs', 'of fewest', 'µs of processor, engine', 'µs of processor, PostgreSQL'],
    rows.map((row) => [
      count(row.size),
      shown(row.microsPerStep, 0),
      `${(row.microsPerStep / rows[0].microsPerStep).toFixed(2)} ×`,
      shown(row.cpuMicrosEngine, 0),
      shown(row.cpuMicrosPostgres, 0),
    ]),
    0,
  );
}

/** What a great many pending timers do to those that come due. */
export function printTimers({ pending, fired, p50, p99, earliest, before, after, growth }) {
  console.log(
    `\n${count(fired)} timers came due while ${count(pending - fired)} waited; late when the run was stored as completed\n`,
  );
  printTable(
    ['p50 ms', 'p99 ms', 'earliest ms', 'MB without them', 'MB with them', 'MB more'],
    [[p50, p99, earliest, before, after, growth].map((value) => shown(value, 0))],
    0,
  );
}

/** From the beginning of the process to its first completed run. */
export function printStarts(rows) {
  console.log('\norchestrator serve with 100 definitions, to its first completed run over HTTP\n');
  printTable(
    ['database', 'ms', 'ms of processor', 'MB of the process'],
    rows.map(({ row, ...figures }) => [
      row,
      shown(figures.milliseconds, 0),
      shown(figures.cpuMilliseconds, 0),
      shown(figures.residentMb, 0),
    ]),
    1,
  );
}
