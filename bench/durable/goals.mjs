/** The most runs per second among the rows of this name. */
const best = (rows, name) => Math.max(...rows.filter(({ row }) => row === name).map((row) => row.perSecond));

const at = (rows, name, concurrency) =>
  rows.find((row) => row.row === name && row.concurrency === concurrency);

const OURS = ['3-step, in process', '3-step, over HTTP'];
const PEERS = ['DBOS 3-step, in process', 'Restate 3-step, over HTTP'];
const best64 = (rows, names) => Math.max(...names.map((name) => at(rows, name, 64)?.perSecond ?? Number.NaN));

/** The least processor time that a run takes in the process and its database; on a busy machine it tells more than rates. */
const processor64 = (rows, names) => Math.min(...names.map((name) => processor(at(rows, name, 64))));

function processor(row) {
  if (row?.coresTested === undefined) return Number.NaN;
  return ((row.coresTested + (row.coresPostgres ?? 0)) * row.elapsed) / row.all;
}

/** What is to be reached: each tells its figure, or no number when its rows were not measured. */
export const GOALS = [
  {
    name: '0-step in process, of single commits',
    unit: '×',
    least: 1,
    figure: ({ rows, commits }) => best(rows, '0-step, in process') / commits,
  },
  {
    name: '0-step over HTTP, of single commits',
    unit: '×',
    least: 0.5,
    figure: ({ rows, commits }) => best(rows, '0-step, over HTTP') / commits,
  },
  {
    name: '3-step idle, in process, p50',
    unit: 'ms',
    most: 2.5,
    figure: ({ rows }) => at(rows, '3-step, in process', 1)?.p50,
  },
  {
    name: '3-step idle, in process, of its calls and commits without an engine',
    unit: '×',
    most: 1.5,
    figure: ({ rows }) => at(rows, OURS[0], 1)?.p50 / at(rows, '3 calls and 4 commits, no engine', 1)?.p50,
  },
  {
    name: '3-step at 64, best of ours of the better peer',
    unit: '×',
    least: 5,
    figure: ({ rows }) => best64(rows, OURS) / best64(rows, PEERS),
  },
  {
    name: '3-step at 64, in process, of DBOS in process',
    unit: '×',
    least: 5,
    figure: ({ rows }) => best64(rows, [OURS[0]]) / best64(rows, [PEERS[0]]),
  },
  {
    name: '3-step at 64, over HTTP, of Restate over HTTP',
    unit: '×',
    least: 5,
    figure: ({ rows }) => best64(rows, [OURS[1]]) / best64(rows, [PEERS[1]]),
  },
  {
    name: '3-step at 64, processor time of the better peer, of ours',
    unit: '×',
    least: 5,
    figure: ({ rows }) => processor64(rows, PEERS) / processor64(rows, OURS),
  },
  {
    name: '0-step on PGlite',
    unit: '/s',
    least: 1000,
    figure: ({ rows }) => best(rows, '0-step on PGlite'),
  },
];
