import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** How long bytes are on the way, in milliseconds: each connection has its own, so that replicas meet in the middle of steps. */
const SLOWEST = 15;

/** The way of one replica to PostgreSQL, which can be cut in the middle of something. */
export class Proxy {
  #server;
  #pairs = new Set();
  /** What the next bytes in this direction meet: their connection ends instead of taking them along. */
  #cutNext;

  #random;

  /**
   * Starts a way to this port of the loopback.
   *
   * @param {number} port
   * @param {import('../random.mjs').Random} random
   * @returns {Promise<Proxy>}
   */
  static async start(port, random) {
    const proxy = new Proxy();
    proxy.#random = random;
    proxy.#server = createServer((client) => proxy.#join(client, connect(port, '127.0.0.1')));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port() {
    return this.#server.address().port;
  }

  /**
   * Cuts connections. `request`: one statement never arrives; `reply`: one arrives, and its answer is lost; `all`: every
   * connection ends at once.
   *
   * @param {'request' | 'reply' | 'all'} what
   */
  cut(what) {
    if (what !== 'all') this.#cutNext = what;
    else for (const end of this.#pairs) end();
  }

  async close() {
    this.cut('all');
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(client, upstream) {
    const end = () => {
      this.#pairs.delete(end);
      client.destroy();
      upstream.destroy();
    };
    this.#pairs.add(end);
    const milliseconds = this.#random.integer(0, SLOWEST);
    this.#pass(client, upstream, { direction: 'request', milliseconds, end });
    this.#pass(upstream, client, { direction: 'reply', milliseconds, end });
  }

  #pass(from, to, { direction, milliseconds, end }) {
    from.on('error', end).on('close', end);
    from.on('data', (bytes) => {
      if (this.#cutNext === direction) {
        this.#cutNext = undefined;
        end();
      } else setTimeout(() => to.write(bytes), milliseconds);
    });
  }
}
