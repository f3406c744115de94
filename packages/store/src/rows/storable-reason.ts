/** Longest reason that is kept, in characters. */
const longest = 1_000;

/** Why something failed, as a text that PostgreSQL can store: it may quote what a service answered. */
export function storableReason(reason: string): string {
  return reason.slice(0, longest).replaceAll('\u0000', '\ufffd').toWellFormed();
}
