import { Agent, ProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import { authoritiesWith } from './authorities.js';
import type { Egress } from './egress.js';

/** What connections to a service need that others don't. */
export interface ConnectionOptions {
  /** PEM files with certificates of authorities that are trusted besides the usual ones. */
  readonly caFiles?: readonly string[];
  /** True: services are believed whatever certificate they show, and in whatever name. */
  readonly trustAll?: boolean;
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

  /** What sends requests over such connections. @throws CallFailure `bad-setting` when a certificate file cannot be read */
  for(options: ConnectionOptions): Dispatcher {
    const { caFiles, trustAll, proxy, guarded, connectTimeout } = options;
    const key = JSON.stringify([caFiles, trustAll, proxy, guarded, connectTimeout]);
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

  #open({ caFiles = [], trustAll, proxy, guarded, connectTimeout }: ConnectionOptions): Dispatcher {
    const ca = caFiles.length > 0 && { ca: authoritiesWith(caFiles) };
    const tls = { ...ca, ...(trustAll && { rejectUnauthorized: false }) };
    const limit = connectTimeout !== undefined && { timeout: connectTimeout };
    const { lookup } = this.#egress;
    if (proxy === undefined) return new Agent({ connect: { ...tls, ...limit, lookup } });
    return new ProxyAgent({
      uri: proxy,
      // A proxy resolves names itself; it is where such a network keeps its rules. Who it is must be certain in any case.
      proxyTls: { ...ca, ...limit, ...(guarded && { lookup }) },
      requestTls: { ...tls, ...limit },
      // Proxies let tunnels through to the ports of TLS only.
      proxyTunnel: false,
    });
  }
}
