import { GrowingPause } from '../growing-pause.js';
import type { PgConnection } from './pg-transaction.js';

/** A connection of the driver `pg` that is used for nothing but listening. */
export interface ListeningConnection extends PgConnection {
  on(event: 'notification' | 'end' | 'error', listener: () => void): unknown;
  end(): Promise<void>;
  unref?(): void;
}

/** Pause before the first connection is made, in milliseconds: a process that starts has more urgent ones to make. */
const AFTER_START = 500;

/** Longest pause before a connection that was lost is made again, in milliseconds. */
const LONGEST_PAUSE = 5_000;

/**
 * Hears notifications of one channel of PostgreSQL. Where its connection is lost it makes another one, and reports that as
 * a notification, since some may have been missed. So whoever listens is told too much rather than too little.
 */
export class PgListener {
  readonly #open: () => Promise<ListeningConnection>;
  readonly #channel: string;
  readonly #heard: () => void;
  readonly #pause = new GrowingPause(LONGEST_PAUSE);
  #connection: ListeningConnection | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  /**
   * @param open - makes a connection
   * @param channel - its name in lower case
   */
  constructor(open: () => Promise<ListeningConnection>, channel: string, heard: () => void) {
    this.#open = open;
    this.#channel = channel;
    this.#heard = heard;
    // What happens before it listens is told once it does.
    this.#retry = setTimeout(() => void this.#listen(), AFTER_START);
    this.#retry.unref();
  }

  /** Hears no more. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#connection?.end().catch(() => undefined);
  }

  async #listen(): Promise<void> {
    let opened: ListeningConnection | undefined;
    try {
      const connection = await this.#open();
      opened = connection;
      // It is no reason to keep a process alive.
      connection.unref?.();
      const lost = this.#onceLost(connection);
      connection.on('end', lost);
      connection.on('error', lost);
      connection.on('notification', () => !this.#closed && this.#heard());
      if (this.#closed) return await connection.end();
      this.#connection = connection;
      await connection.query({ text: `listen ${this.#channel}` });
      this.#pause.reset();
      this.#heard();
    } catch {
      opened?.end().catch(() => undefined);
      this.#again();
    }
  }

  /** What happens when a connection is lost, which it can say twice. */
  #onceLost(connection: ListeningConnection): () => void {
    let isLost = false;
    return () => {
      if (isLost || this.#closed) return;
      isLost = true;
      connection.end().catch(() => undefined);
      this.#again();
    };
  }

  #again(): void {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#listen(), this.#pause.next());
    // It is no reason to keep a process alive.
    this.#retry.unref();
  }
}
