import pg from 'pg';
import { cpuSeconds, proportionalMb } from '../processes/usage.mjs';
import { startEmbedded } from './embedded.mjs';

/** What the durability of a commit depends on, and what figures depend on besides. */
const SHOWN = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'shared_buffers',
  'max_wal_size',
];

/** The PostgreSQL server that is measured: the one with this URL, or without a URL one that is started for it. */
export async function openPostgres(url) {
  const server = url === undefined ? await startEmbedded() : { url, stop: async () => undefined };
  return new Postgres(server);
}

class Postgres {
  #server;
  #made = 0;

  constructor(server) {
    this.#server = server;
  }

  /** The settings as the server itself tells them. @throws Error when a commit would not be durable */
  async settings() {
    const settings = {};
    for (const name of SHOWN) settings[name] = (await query(this.#server.url, `show ${name}`))[0][name];
    for (const name of ['fsync', 'synchronous_commit'])
      if (settings[name] !== 'on')
        throw new Error(`${name} is ${settings[name]} on this server; it must be on.`);
    return settings;
  }

  /** Makes an empty database, gives its URL to the work, and drops it. */
  async withDatabase(work) {
    const name = `bench_${process.pid}_${this.#made++}`;
    await query(this.#server.url, `create database ${name}`);
    try {
      const url = new URL(this.#server.url);
      url.pathname = `/${name}`;
      return await work(url.href);
    } finally {
      await query(this.#server.url, `drop database ${name} with (force)`);
      // What the dropped database left to be written must not fall into the next measurement.
      await query(this.#server.url, 'checkpoint').catch(() => undefined);
    }
  }

  /** Processor time of all processes of the server so far; undefined when they cannot be seen from here. */
  cpuSeconds() {
    return this.#server.pid === undefined ? undefined : cpuSeconds(this.#server.pid);
  }

  /** Memory of all processes of the server in MB; undefined when they cannot be seen from here. */
  memoryMb() {
    return this.#server.pid === undefined ? undefined : proportionalMb(this.#server.pid);
  }

  stop() {
    return this.#server.stop();
  }
}

/** Runs one statement on a connection of its own. */
export async function query(url, text, values) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
