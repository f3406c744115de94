/** How messages are named on a WebSocket. */
export interface SocketProtocol {
  /** Sub-protocol by which client and server agree on it. */
  readonly name: string;
  readonly subscribe: string;
  readonly next: string;
  readonly stop: string;
  /** Answers to a document that is not executed carry a list of errors, or the first one. */
  readonly errors: 'list' | 'first';
  /** Whether clients may begin before they are told that they may: their first requests wait. */
  readonly isHasty: boolean;
}

/**
 * The protocols that clients speak: the one of today's libraries first; then the older one of Apollo, which the original
 * speaks (data-index-and-jobs.md 1.7).
 */
export const PROTOCOLS: readonly SocketProtocol[] = [
  {
    name: 'graphql-transport-ws',
    subscribe: 'subscribe',
    next: 'next',
    stop: 'complete',
    errors: 'list',
    isHasty: false,
  },
  { name: 'graphql-ws', subscribe: 'start', next: 'data', stop: 'stop', errors: 'first', isHasty: true },
];
