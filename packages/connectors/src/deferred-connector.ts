import type { CallResult, Connector, ConnectorCall } from './connector.js';

/**
 * A connector that is made at its first call. Most servers never make a call of most kinds, and what some kinds need takes
 * longer to load than the rest of the server takes to start.
 */
export class DeferredConnector<Made extends Connector = Connector> implements Connector {
  readonly #make: () => Promise<Made>;
  #made: Promise<Made> | undefined;

  /** @param make - loads the connector's module and makes it; called once */
  constructor(make: () => Promise<Made>) {
    this.#make = make;
  }

  /** The connector, as soon as there has been a call. */
  get made(): Promise<Made> | undefined {
    return this.#made;
  }

  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    this.#made ??= this.#make();
    return (await this.#made).call(call, signal);
  }
}
