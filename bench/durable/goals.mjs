import { medianOfRounds } from '../load/in-turns.mjs';

/** The most runs per second among the rows of this name. */
const best = (rows, name) => Math.max(...rows.filter(({ row }) => row === name).map((row) => row.perSecond));

const at = (rows, name, concurrency) =>
  rows.find((row) => row.row === name && row.concurrency === concurrency);

/** Rows of three calls in a row that were measured in turns: idle, and 64 at once. */
const idle = (rows, name) => at(rows, `${name}, in turns`, 1);
const busy = (rows, name) => at(rows, `${name}, in turns`, 64);

const OURS = ['3-step, in process', '3-step, over HTTP'];
const PEERS = ['DBOS 3-step, in process', 'Restate 3-step, over HTTP'];

/** How many times as many runs a second, round by round: the best of these of the best of those. */
function times(rows, ours, peers) {
  const compared = [...ours, ...peers].map((name) => busy(rows, name));
  return medianOfRounds(compared, (...rounds) => {
    const rates = rounds.map(({ perSecond }) => perSecond);
    return Math.max(...rates.slice(0, ours.length)) / Math.max(...rates.slice(ours.length));
  });
}

/** The least processor time that a run takes in the process and its database; on a busy machine it tells more than rates. */
const leastProcessor = (rows, names) => Math.min(...names.map((name) => processor(busy(rows, name))));

function processor(row) {
  if (row?.coresTested === undefined) return Number.NaN;
  return ((row.coresTested + (row.coresPostgres ?? 0)) * row.elapsed) / row.counted;
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
    figure: ({ rows }) => idle(rows, OURS[0])?.p50,
  },
  {
    name: '3-step idle, in process, of its calls and commits without an engine',
    unit: '×',
    most: 1.5,
    figure: ({ rows }) =>
      medianOfRounds(
        [idle(rows, OURS[0]), idle(rows, '3 calls and 4 commits, no engine')],
        (ours, bare) => ours.p50 / bare.p50,
      ),
  },
  {
    name: '3-step at 64, best of ours of the better peer',
    unit: '×',
    least: 5,
    figure: ({ rows }) => times(rows, OURS, PEERS),
  },
  {
    name: '3-step at 64, in process, of DBOS in process',
    unit: '×',
    least: 5,
    figure: ({ rows }) => times(rows, [OURS[0]], [PEERS[0]]),
  },
  {
    name: '3-step at 64, over HTTP, of Restate over HTTP',
    unit: '×',
    least: 5,
    figure: ({ rows }) => times(rows, [OURS[1]], [PEERS[1]]),
  },
  {
    name: '3-step at 64, processor time of the better peer, of ours',
    unit: '×',
    least: 5,
    figure: ({ rows }) => leastProcessor(rows, PEERS) / leastProcessor(rows, OURS),
  },
  {
    name: '0-step on PGlite',
    unit: '/s',
    least: 1000,
    figure: ({ rows }) => best(rows, '0-step on PGlite'),
  },
];
