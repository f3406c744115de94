import { useCallback, useEffect, useRef, useState } from 'react';
import type { OrchestratorSignal } from '@orchestrator/plugin-orchestrator-common';
import { Refresher } from './refresher';
import { useSignals } from './use-signals';

/** Something that is shown and kept up to date. */
export interface Live<T> {
  /** The newest value; stays while a newer one is being loaded. */
  readonly value: T | undefined;
  /** Why the last load failed; a value may be there all the same. */
  readonly error: Error | undefined;
  /** Loads again now. */
  readonly reload: () => void;
}

interface LiveOptions<T> {
  /** Whether a signal makes the value old. */
  readonly concerns: (signal: OrchestratorSignal, value: T | undefined) => boolean;
  /** Whether the value can still change without the user's doing; absent means always. */
  readonly changes?: (value: T) => boolean;
  /** Seconds between loads in a portal without the signals plugin. */
  readonly pollSeconds: number;
}

/** Seconds between loads that catch what a broken signal connection missed. */
const SAFETY_SECONDS = 60;

interface State<T> {
  readonly load: (signal: AbortSignal) => Promise<T>;
  readonly value?: T;
  readonly error?: Error;
}

/**
 * Loads a value and keeps it up to date: at once when a signal tells of a change, else slowly as a safety net. The value
 * on the screen is replaced only by a newer one, so nothing flickers.
 *
 * @param load - must stay the same function (`useCallback`) as long as it loads the same thing
 */
export function useLive<T>(load: (signal: AbortSignal) => Promise<T>, options: LiveOptions<T>): Live<T> {
  const [state, setState] = useState<State<T>>({ load });
  const refresher = useRef<Refresher<T>>();
  const current: State<T> = state.load === load ? state : { load };
  const latest = useRef({ value: current.value, options });
  latest.current = { value: current.value, options };

  useEffect(() => {
    const started = new Refresher(load, (result) =>
      setState((previous) => ({ ...(previous.load === load && keepValue(previous)), load, ...result })),
    );
    refresher.current = started;
    started.refresh();
    return () => started.stop();
  }, [load]);

  const reload = useCallback(() => refresher.current?.refresh(), []);
  const connected = useSignals((signal) => {
    if (latest.current.options.concerns(signal, latest.current.value)) {
      reload();
    }
  });

  const seconds = connected ? SAFETY_SECONDS : options.pollSeconds;
  const settled = current.value !== undefined && options.changes?.(current.value) === false;
  useEffect(() => {
    if (settled) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (!document.hidden) {
        reload();
      }
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [settled, seconds, reload]);

  return { value: current.value, error: current.error, reload };
}

function keepValue<T>(state: State<T>): { value?: T } {
  return state.value === undefined ? {} : { value: state.value };
}
