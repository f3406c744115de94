/** The words that mean the same whatever a program defines. In a tree they are calls without arguments. */
export const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);
