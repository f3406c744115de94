import { StoreUnavailableError } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';

/** Operations that change what instances have done or know; claims and leases only say who works on what. */
const STEPS = new Set(['commit', 'deliver', 'sent', 'discard', 'discardCalls', 'discardTimers']);

/** A view of a store through which its process dies at a chosen moment. */
export interface MortalStore {
  readonly store: Store;
  /** Whether the moment has come. */
  readonly dead: () => boolean;
}

/**
 * Lets a process die after a number of steps: from then on it reaches the store no more.
 *
 * @param answered - whether it still learns how its last step ended
 */
export function mortalStore(store: Store, steps: number, answered: boolean): MortalStore {
  let left = steps;
  const gone = (): Promise<never> => Promise.reject(new StoreUnavailableError('The process is dead.'));
  const view = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value === 'object' && value !== null) return view(value);
        if (typeof value !== 'function') return value;
        // What listens is no operation, and answers at once.
        if (key === 'onHandOver') return value.bind(target) as unknown;
        const call = (value as (...input: unknown[]) => Promise<unknown>).bind(target);
        return async (...input: unknown[]) => {
          if (left <= 0) return gone();
          if (!STEPS.has(String(key))) return call(...input);
          left -= 1;
          const last = left === 0;
          const result = await call(...input);
          return last && !answered ? gone() : result;
        };
      },
    });
  return { store: view(store), dead: () => left <= 0 };
}
