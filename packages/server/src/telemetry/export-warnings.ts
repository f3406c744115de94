import type { Logger } from '@orchestrator/runtime';

/** What sends spans or metrics away. */
interface Exporter<Items, Result extends { readonly code: number; readonly error?: Error }> {
  export(items: Items, done: (result: Result) => void): void;
  forceFlush?(): Promise<void>;
  shutdown(): Promise<void>;
}

/** Pause between two warnings about the same exporter, in milliseconds. */
const PAUSE = 60_000;

/** The same exporter, which says in the log when what it sends is not taken, once a minute at most. */
export function withWarnings<Items, Result extends { readonly code: number; readonly error?: Error }>(
  exporter: Exporter<Items, Result>,
  what: string,
  logger: Logger,
): Required<Exporter<Items, Result>> {
  let warnedAt = Number.NEGATIVE_INFINITY;
  const tell = ({ code, error }: Result): void => {
    if (code === 0 || Date.now() - warnedAt < PAUSE) return;
    warnedAt = Date.now();
    logger.warn(`${what} could not be sent; those are lost. ${error?.message ?? ''}`);
  };
  return {
    export: (items, done) =>
      exporter.export(items, (result) => {
        tell(result);
        done(result);
      }),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
