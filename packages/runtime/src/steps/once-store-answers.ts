import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailableError } from '@orchestrator/store';

/** How work waits for a store that is away. */
export interface WaitForStore {
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Told once, when the waiting begins. */
  readonly waiting: (error: StoreUnavailableError) => void;
  /** How long it may go on, in milliseconds; absent: until the signal ends it. */
  readonly patience?: number;
}

/** Pauses between two tries in milliseconds: the first one, which doubles each time, and the longest. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;

/**
 * Does work that may be done twice, again and again while the store cannot be reached.
 *
 * @throws what the work throws for another reason, and StoreUnavailableError when the waiting was ended
 */
export async function onceStoreAnswers(
  work: () => Promise<unknown>,
  { signal, waiting, patience = Infinity }: WaitForStore,
): Promise<void> {
  const end = performance.now() + patience;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError) || signal.aborted) throw error;
      if (performance.now() + pause > end) throw error;
      if (pause === FIRST_PAUSE) waiting(error);
      await delay(pause * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {
        throw error;
      });
    }
  }
}
