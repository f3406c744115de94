import { openOrchestrator } from '@orchestrator/server';
import { StorePool } from './store-pool.mjs';

const BASE = 'http://localhost';

/**
 * Applications in this process, reached through their `fetch` handler.
 *
 * @returns {import('./application.mjs').Host}
 */
export function inProcess() {
  const pool = new StorePool();
  return {
    async open(settings) {
      const store = await pool.take();
      const application = new InProcessApplication(settings, store);
      await application.start();
      return {
        fetch: (path, init) => application.fetch(path, init),
        lines: () => application.lines,
        restart: async () => {
          await application.stop();
          await application.start();
        },
        close: async () => {
          const clean = await application.abortAll();
          await application.stop();
          await pool.giveBack(store, clean);
        },
      };
    },
    close: () => pool.close(),
  };
}

class InProcessApplication {
  lines = [];
  #orchestrator;
  #settings;
  #store;

  constructor(settings, store) {
    this.#settings = settings;
    this.#store = store;
  }

  async start() {
    const log = (level) => (message) => void this.lines.push({ level, message });
    this.#orchestrator = await openOrchestrator({
      workflows: this.#settings.workflows,
      database: { kind: 'opened', store: this.#store },
      environment: this.#settings.environment,
      serviceUrl: BASE,
      logger: { error: log('ERROR'), warn: log('WARN'), info: log('INFO'), debug: log('DEBUG') },
    });
  }

  stop() {
    return this.#orchestrator.close();
  }

  fetch(path, init) {
    return this.#orchestrator.fetch(new Request(`${BASE}${path}`, init));
  }

  /** Ends every run, so that the next application on this store finds none; false when that is not certain. */
  async abortAll() {
    const workflows = await (await this.fetch('/management/processes')).json();
    for (const workflow of workflows) {
      for (const { id } of await this.#runs(workflow)) {
        await this.fetch(`/${encodeURIComponent(workflow)}/${id}`, { method: 'DELETE' });
      }
    }
    const left = await Promise.all(workflows.map((workflow) => this.#runs(workflow)));
    return left.flat().length === 0;
  }

  async #runs(workflow) {
    return (await this.fetch(`/${encodeURIComponent(workflow)}`)).json();
  }
}
