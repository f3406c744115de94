/** A check of a case that did not hold. */
export class Mismatch extends Error {
  /**
   * @param {string} check what was looked at, for instance `status` or `after.produced`
   * @param {unknown} expected
   * @param {unknown} actual
   */
  constructor(check, expected, actual) {
    super(`${check}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
    this.name = 'Mismatch';
    this.check = check;
    this.expected = expected;
    this.actual = actual;
  }
}
