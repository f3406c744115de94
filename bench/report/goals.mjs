import { printTable } from './table.mjs';

/**
 * Compares figures with goals; goals whose figures were not measured are left out.
 *
 * @param goals - each with a name, a unit, the least or the most that its figure may be, and how it is taken from what
 *   was measured
 */
export function judge(goals, measurement) {
  return goals
    .map(({ figure, ...goal }) => ({ ...goal, figure: figure(measurement) }))
    .filter(({ figure }) => Number.isFinite(figure))
    .map((goal) => ({
      ...goal,
      met: goal.figure >= (goal.least ?? -Infinity) && goal.figure <= (goal.most ?? Infinity),
    }));
}

/** Prints each goal beside its figure. */
export function printGoals(goals) {
  console.log('\nGoals\n');
  printTable(
    ['goal', 'wanted', 'figure', 'met'],
    goals.map(({ name, unit, least, most, figure, met }) => [
      name,
      least === undefined ? `≤ ${most} ${unit}` : `≥ ${least} ${unit}`,
      `${figure.toFixed(Math.abs(figure) < 100 ? 2 : 0)} ${unit}`,
      met ? 'met' : 'NOT met',
    ]),
    1,
  );
}
