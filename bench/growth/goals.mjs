const start = (rows, row) => rows?.find((found) => found.row === row);

const processor = (row) => row.cpuMicrosEngine + row.cpuMicrosPostgres;

/** What is to be reached: each tells its figure, or no number when its rows were not measured. */
export const GOALS = [
  {
    name: 'cost of a step with most stored runs, of that with fewest',
    unit: '×',
    most: 1.2,
    figure: ({ stored }) => stored && stored.at(-1).microsPerStep / stored[0].microsPerStep,
  },
  {
    name: 'processor time of the same steps',
    unit: '×',
    most: 1.2,
    figure: ({ stored }) => stored && processor(stored.at(-1)) / processor(stored[0]),
  },
  {
    name: 'memory that pending timers add',
    unit: 'MB',
    most: 200,
    figure: ({ timers }) => timers?.growth,
  },
  {
    name: 'lateness of timers among them, p99',
    unit: 'ms',
    most: 250,
    figure: ({ timers }) => timers?.p99,
  },
  {
    name: 'earliest of these timers',
    unit: 'ms',
    least: 0,
    figure: ({ timers }) => timers?.earliest,
  },
  ...[
    ['PostgreSQL', 400, 150],
    ['PGlite', 1000, 450],
  ].flatMap(([database, milliseconds, megabytes]) => [
    {
      name: `start with 100 definitions to the first completed run, ${database}`,
      unit: 'ms',
      most: milliseconds,
      figure: ({ starts }) => start(starts, `${database}, next starts`)?.milliseconds,
    },
    {
      name: `memory after it, ${database}`,
      unit: 'MB',
      most: megabytes,
      figure: ({ starts }) => start(starts, `${database}, next starts`)?.residentMb,
    },
  ]),
];
