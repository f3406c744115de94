import { BY_HAND, LIBRARIES, OURS } from './contenders.mjs';

/** Rates that certain rows must reach, besides being ahead of every library. */
const LEAST = [
  { source: '.a.b', sizes: ['200 B', '10 kB'], rate: 20e6 },
  { source: '.items | map(select(.price > 10)) | length', sizes: ['10 kB'], rate: 200e3 },
];

/** A row of the result: the rates, how they compare, and whether the goals are met. */
export function judge(source, size, rates) {
  const ours = rates[OURS];
  const bestLibrary = Math.max(...LIBRARIES.map((name) => rates[name]));
  const least = LEAST.find((goal) => goal.source === source && goal.sizes.includes(size))?.rate ?? 0;
  return {
    program: source,
    input: size,
    rates,
    ofByHand: ours / rates[BY_HAND],
    timesBestLibrary: ours / bestLibrary,
    goal: { aheadOfLibraries: true, least },
    met: ours > bestLibrary && ours >= least,
  };
}
