import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * A Node process of its own that does jobs one after the other (see `job.mjs`). It ends with the process that started
 * it, however that ends.
 */
export class Child {
  #process;

  /** @param file - URL of its module */
  constructor(file) {
    this.#process = fork(fileURLToPath(file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  }

  get pid() {
    return this.#process.pid;
  }

  /** Sends a job and answers its result. @throws Error with what the job failed with, or when the process ended */
  async ask(job) {
    const ended = new AbortController();
    const answer = once(this.#process, 'message', { signal: ended.signal });
    const end = () => ended.abort();
    this.#process.once('exit', end);
    this.#process.send(job);
    const [{ result, failure }] = await answer
      .catch(() => {
        throw new Error(`The process for ${job.name} ended before it answered.`);
      })
      .finally(() => this.#process.off('exit', end));
    if (failure !== undefined) throw new Error(failure);
    return result;
  }

  async end() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exit = once(this.#process, 'exit');
    if (this.#process.connected) this.#process.disconnect();
    await exit;
  }
}

/** Runs work with a child process that ends afterwards. */
export async function withChild(file, work) {
  const child = new Child(file);
  try {
    return await work(child);
  } finally {
    await child.end();
  }
}
