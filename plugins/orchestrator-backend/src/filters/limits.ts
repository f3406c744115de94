/** Bounds of a search; beyond them a request is refused with 400. */
export const SEARCH_LIMITS = {
  /** Filters inside filters. */
  depth: 16,
  /** Conditions in one request. */
  conditions: 200,
  /** Values of one `IN`. */
  values: 1000,
  /** Rows of one page, and the page when the request names none. */
  pageSize: 1000,
} as const;
