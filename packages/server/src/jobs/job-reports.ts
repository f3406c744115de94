/** How others are told of changes of jobs. */
export interface JobReports {
  /** On whose behalf they are told; undefined: nobody is. */
  readonly source: () => string | undefined;
  /** Called after changes, so that what is told of them is sent at once. */
  readonly changed: () => void;
}
