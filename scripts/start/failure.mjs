/** Something that the person at the terminal can put right: its message is all that they see. */
export class Failure extends Error {
  /** @param {string} message what happened and what to do, in sentences */
  /** @param {{ details?: string[], log?: string }} [more] lines that explain it, and the file with all of them */
  constructor(message, { details = [], log } = {}) {
    super(message);
    this.name = 'Failure';
    this.details = details;
    this.log = log;
  }
}

/** Writes a failure for people; anything else that was thrown is our own mistake and keeps its trace. */
export function describe(error) {
  if (!(error instanceof Failure)) return `Unexpected: ${error?.stack ?? error}`;
  const lines = [error.message, ...error.details.map((line) => `    ${line}`)];
  if (error.log) lines.push(`The whole output is in ${error.log}`);
  return lines.join('\n');
}
