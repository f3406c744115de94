import { AsyncLocalStorage } from 'node:async_hooks';

/** What requests of the present call tell of its trace. */
export const headersOfCall = new AsyncLocalStorage<Record<string, string>>();

/** Headers for a request that is being sent because of a call. */
export function callHeaders(): Readonly<Record<string, string>> {
  return headersOfCall.getStore() ?? {};
}
