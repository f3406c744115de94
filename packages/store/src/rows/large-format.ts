/** What the number of the form is raised by in a snapshot that lacks parts, so that earlier releases refuse to read it. */
const raise = 1_000_000;

/** The number of the form of an instance whose snapshot lacks parts. */
export function largeFormat(format: number): number {
  return format + raise;
}

/** The number of the form of the whole instance. */
export function wholeFormat(format: number): number {
  return format - raise;
}
