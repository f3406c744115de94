import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { openOrchestrator } from '@orchestrator/server';
import { StorePool } from './store-pool.mjs';

const BASE = 'http://localhost';

/** How long runs may take to end and events to go out when an application is closed, in milliseconds. */
const PATIENCE = 5_000;

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
          const clean = await application.cleanUp();
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
      configuration: { shared: new Map(Object.entries(this.#settings.config)) },
      serviceUrl: BASE,
      connectors: { functions: await functionsIn(this.#settings.functions) },
      logger: { error: log('ERROR'), warn: log('WARN'), info: log('INFO'), debug: log('DEBUG') },
    });
  }

  stop() {
    return this.#orchestrator.close();
  }

  fetch(path, init) {
    return this.#orchestrator.fetch(new Request(`${BASE}${path}`, init));
  }

  /**
   * Ends every run and lets the last events go out, so that the next application on this store finds neither. False
   * when something stays.
   */
  async cleanUp() {
    // Without credentials nothing can be ended here.
    if (Object.keys(this.#settings.config).some((key) => key.startsWith('quarkus.http.auth.'))) return false;
    for (const { workflow, id } of await this.#runs())
      await this.fetch(`/${encodeURIComponent(workflow)}/${id}`, { method: 'DELETE' });
    const end = Date.now() + PATIENCE;
    while (!(await this.#isClean())) {
      if (Date.now() >= end) return false;
      await pause(20);
    }
    return true;
  }

  async #isClean() {
    return (
      (await this.#store.events.millisecondsToNextOutgoing()) === undefined &&
      (await this.#runs()).length === 0
    );
  }

  async #runs() {
    const workflows = await (await this.fetch('/management/processes')).json();
    const lists = workflows.map(async (workflow) => {
      const runs = await (await this.fetch(`/${encodeURIComponent(workflow)}`)).json();
      return runs.map(({ id }) => ({ workflow, id }));
    });
    return (await Promise.all(lists)).flat();
  }
}

async function functionsIn(file) {
  return file === undefined ? {} : (await import(pathToFileURL(file))).default;
}
