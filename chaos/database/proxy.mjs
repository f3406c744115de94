import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** The way of one replica to PostgreSQL, which can be cut in the middle of something. */
export class Proxy {
  #server;
  #pairs = new Set();
  /** What the next bytes in this direction meet: their connection ends instead of taking them along. */
  #cutNext;

  /** Starts a way to this port of the loopback. @returns {Promise<Proxy>} */
  static async start(port) {
    const proxy = new Proxy();
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
    this.#pass(client, upstream, 'request', end);
    this.#pass(upstream, client, 'reply', end);
  }

  #pass(from, to, direction, end) {
    from.on('error', end).on('close', end);
    from.on('data', (bytes) => {
      if (this.#cutNext === direction) {
        this.#cutNext = undefined;
        end();
      } else to.write(bytes);
    });
  }
}
