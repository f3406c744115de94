/** Bounds on how far one fact may carry an instance. */
export interface Limits {
  /** Tasks entered before the instance is committed and gives way to others. */
  readonly maxStepsPerAdvance: number;
  /**
   * What expressions may cost before the instance is committed and gives way to others: steps of jq, values that a
   * jsonpath looks at, and one for each evaluation.
   */
  readonly maxCostPerAdvance: number;
  /** Tasks entered without waiting for anything outside before the instance ends in ERROR `step-limit`. */
  readonly maxStepsWithoutWait: number;
  /** Items that one `for` task may run through. */
  readonly maxItems: number;
}

/** The limits that apply unless the host sets others. */
export const defaultLimits: Limits = {
  maxStepsPerAdvance: 1_000,
  maxCostPerAdvance: 500_000,
  maxStepsWithoutWait: 100_000,
  maxItems: 10_000,
};
