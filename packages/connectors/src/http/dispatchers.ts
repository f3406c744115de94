import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, ProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import type { Egress } from './egress.js';

/** What connections to a service need that others don't. */
export interface ConnectionOptions {
  /** PEM files with certificates of authorities that are trusted besides the usual ones. */
  readonly caFiles?: readonly string[];
  /** Address of the proxy that requests go through. */
  readonly proxy?: string;
  /** True: the proxy itself must be a host that may be called. */
  readonly guarded?: boolean;
  /** Milliseconds to connect. */
  readonly connectTimeout?: number;
}

/** Pools of connections, one for each way to connect. They keep connections open between calls. */
export class Dispatchers {
  readonly #egress: Egress;
  readonly #pools = new Map<string, Dispatcher>();

  constructor(egress: Egress) {
    this.#egress = egress;
  }

  /** @throws Error when a certificate file cannot be read */
  for(options: ConnectionOptions): Dispatcher {
    const key = JSON.stringify([options.caFiles, options.proxy, options.guarded, options.connectTimeout]);
    const known = this.#pools.get(key);
    if (known) return known;
    const pool = this.#open(options);
    this.#pools.set(key, pool);
    return pool;
  }

  async close(): Promise<void> {
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  #open({ caFiles = [], proxy, guarded, connectTimeout }: ConnectionOptions): Dispatcher {
    const tls = caFiles.length > 0 && {
      ca: [...rootCertificates, ...caFiles.map((file) => readFileSync(file, 'utf8'))],
    };
    const connect = {
      ...tls,
      ...(connectTimeout !== undefined && { timeout: connectTimeout }),
      lookup: this.#egress.lookup,
    };
    // A proxy resolves names itself; it is where such a network keeps its rules.
    return proxy === undefined
      ? new Agent({ connect })
      : new ProxyAgent({
          uri: proxy,
          ...(guarded && { proxyTls: connect }),
          ...(tls && { requestTls: tls }),
        });
  }
}
