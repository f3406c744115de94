import type { InstanceRow } from '../data-index.js';

/** States by number, as they are stored and ordered (contract data-index-and-jobs 2.1). */
export const states = ['PENDING', 'ACTIVE', 'COMPLETED', 'ABORTED', 'SUSPENDED', 'ERROR'] as const;

/** The number of a state; undefined when there is no such state. */
export function stateNumber(state: string): number | undefined {
  const number = states.findIndex((known) => known === state);
  return number < 0 ? undefined : number;
}

/** The state with this number. */
export function stateOf(number: number): NonNullable<InstanceRow['state']> {
  const state = states[number];
  if (state === undefined) throw new RangeError(`There is no state ${number}.`);
  return state;
}
