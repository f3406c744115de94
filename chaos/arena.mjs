import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../scripts/database/free-port.mjs';
import { Pglite } from './database/pglite.mjs';
import { Postgres } from './database/postgres.mjs';
import { Ledger } from './ledger/ledger.mjs';
import { Random } from './random.mjs';
import { Replica } from './replicas/replica.mjs';

const WORKFLOWS = fileURLToPath(new URL('workflows', import.meta.url));

/** How long replicas may take to start when nobody disturbs them, and the pause between two looks, in milliseconds. */
const PATIENCE = 120_000;
const LOOK = 50;

/** The processes of one chaos run: database, ledger, replicas. */
export class Arena {
  replicas = [];

  /** @param {{database: 'postgres' | 'pglite', seed: number}} options */
  static async open({ database, seed }) {
    const arena = new Arena();
    arena.folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-chaos-'));
    // PostgreSQL may run as another user, who has to come through.
    await chmod(arena.folder, 0o711);
    try {
      arena.database = await (database === 'pglite' ? Pglite : Postgres).start(
        arena.folder,
        new Random(seed).fork('database'),
      );
      arena.ledger = await Ledger.start(
        path.join(arena.folder, 'ledger.jsonl'),
        seed,
        arena.database.replicas,
      );
      await arena.#startReplicas();
    } catch (error) {
      await arena.close();
      throw error;
    }
    return arena;
  }

  /** Ends the replicas as an operator does, so that nobody works on what is stored any more. */
  async stopReplicas() {
    await Promise.all(this.replicas.map((replica) => replica.stop()));
  }

  async close() {
    await this.stopReplicas();
    await this.database?.close();
    await this.ledger?.stop();
  }

  /** Removes everything that was written. */
  remove() {
    return rm(this.folder, { recursive: true, force: true });
  }

  async #startReplicas() {
    for (const [number, ledgerPort] of this.ledger.ports.entries()) {
      const replica = new Replica({
        port: await freePort(),
        args: ['--workflows', WORKFLOWS, '--set', `kogito.sw.functions.port=${ledgerPort}`].concat(
          ['--set', 'kogito.sw.functions.step.host=127.0.0.1'],
          await this.database.argumentsOf(number),
        ),
        environment: {
          K_SINK: `http://127.0.0.1:${ledgerPort}/events`,
          HOME: this.folder,
          // Code is compiled once, not once for each kill.
          NODE_COMPILE_CACHE: path.join(this.folder, 'compiled'),
        },
        log: path.join(this.folder, `replica-${number + 1}.log`),
      });
      this.replicas.push(replica);
      replica.start();
    }
    const until = Date.now() + PATIENCE;
    while (!this.replicas.every(({ ready }) => ready)) {
      if (Date.now() > until)
        throw new Error(`The replicas did not start; their logs are in ${this.folder}.`);
      await pause(LOOK);
    }
  }
}
