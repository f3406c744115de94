import type { Logger } from '@orchestrator/server';

/** The log of a process that runs one workflow: without what has been shown otherwise. */
export class RunLog implements Logger {
  readonly #log: Logger;
  #opened = false;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** The documents have been read: warnings are about something else than their findings now. */
  opened(): void {
    this.#opened = true;
  }

  error(...line: Parameters<Logger['error']>): void {
    if (!isPrinted(line)) this.#log.error(...line);
  }

  warn(...line: Parameters<Logger['warn']>): void {
    if (this.#opened && !isPrinted(line)) this.#log.warn(...line);
  }

  info(...line: Parameters<Logger['info']>): void {
    if (!isPrinted(line)) this.#log.info(...line);
  }

  debug(...line: Parameters<Logger['debug']>): void {
    this.#log.debug(...line);
  }
}

/** What a workflow prints itself; the progress of the run shows it. */
function isPrinted([, meta]: Parameters<Logger['info']>): boolean {
  return meta?.origin === 'workflow';
}
