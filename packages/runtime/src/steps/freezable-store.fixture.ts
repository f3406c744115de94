import type { Store } from '@orchestrator/store';

/** A view of a store through which its process stands still, as one does that is stopped by a signal, and goes on. */
export interface FreezableStore {
  readonly store: Store;
  freeze(): void;
  thaw(): void;
  /** Resolves when an operation of this name has been carried out. */
  called(name: string): Promise<void>;
}

/** Lets a process stand still: whatever it asks of the store meanwhile happens once it goes on. */
export function freezable(store: Store): FreezableStore {
  let frozen: PromiseWithResolvers<void> | undefined;
  const watchers: { readonly name: string; readonly done: () => void }[] = [];
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
          await frozen?.promise;
          const result = await call(...input);
          for (const { name, done } of watchers) if (name === key) done();
          return result;
        };
      },
    });
  return {
    store: view(store),
    freeze: () => void (frozen = Promise.withResolvers()),
    thaw() {
      frozen?.resolve();
      frozen = undefined;
    },
    called: (name) => new Promise((done) => watchers.push({ name, done })),
  };
}
