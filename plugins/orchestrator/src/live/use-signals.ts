import { useEffect, useRef } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  ORCHESTRATOR_SIGNALS_CHANNEL,
  type OrchestratorSignal,
} from '@orchestrator/plugin-orchestrator-common';

/**
 * Calls back for every message of the Orchestrator's channel. `useSignal` would not do: it keeps only the last message,
 * and two messages in one moment would become one.
 *
 * @returns whether the portal has signals at all
 */
export function useSignals(onSignal: (signal: OrchestratorSignal) => void): boolean {
  const signals = useApiHolder().get(signalApiRef);
  const callback = useRef(onSignal);
  callback.current = onSignal;
  useEffect(() => {
    const subscription = signals?.subscribe<OrchestratorSignal>(ORCHESTRATOR_SIGNALS_CHANNEL, (signal) =>
      callback.current(signal),
    );
    return () => subscription?.unsubscribe();
  }, [signals]);
  return signals !== undefined;
}
