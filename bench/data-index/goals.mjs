const slowest = (rows, kind) =>
  Math.max(...(rows ?? []).filter((row) => row.kind === kind).map(({ p99 }) => p99));

/** What is to be reached; times are those of the client, which include the way there and back. */
export const GOALS = [
  {
    name: 'a page of runs, p99 of the slowest question',
    unit: 'ms',
    most: 50,
    figure: ({ rows }) => slowest(rows, 'page'),
  },
  {
    name: 'a count, p99 of the slowest question',
    unit: 'ms',
    most: 100,
    figure: ({ rows }) => slowest(rows, 'count'),
  },
  { name: 'one run in detail, p99', unit: 'ms', most: 10, figure: ({ rows }) => slowest(rows, 'detail') },
  {
    name: 'p99 of runs at half the peak rate beside 20 readers, of that without',
    unit: '×',
    most: 1.1,
    figure: ({ steps }) => steps && steps.beside / steps.alone,
  },
];
