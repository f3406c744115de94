import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createConnectors } from '@orchestrator/connectors';
import type { CloudEvent, Instance } from '@orchestrator/engine';
import { openStore } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { createRuntime } from './create-runtime.js';
import type { RuntimeOptions, RuntimeSettings } from './options.js';
import type { Runtime } from './runtime.js';

/** Runtimes on a folder and a database of their own, and a service that their workflows call. */
export class Workbench {
  /** Idempotency keys of the calls that arrived at the service. */
  keys: (string | undefined)[] = [];
  /** Bodies of those calls. */
  bodies: string[] = [];
  /** Events that runtimes sent, and what happens when one is. */
  sent: CloudEvent[] = [];
  publish: (event: CloudEvent) => Promise<void> = async () => undefined;
  /** What the service answers; undefined = nothing, ever. */
  answer: (() => string) | undefined;
  lines: string[] = [];
  folder = '';
  port = 0;
  #memory: Store | undefined;
  #server: Server | undefined;
  readonly #connectors = createConnectors();
  readonly #open: { runtime: Runtime; store?: Store }[] = [];

  /** Sets one up for the tests of a file, with a store in memory unless they have others. */
  static use(withMemory = true): Workbench {
    const bench = new Workbench();
    beforeAll(async () => {
      if (withMemory) bench.#memory = await openStore({ kind: 'pglite-memory' });
      // Making a database takes 3 s of a free processor.
    }, 120_000);
    beforeEach(() => bench.#setUp());
    afterEach(() => bench.#tearDown());
    afterAll(async () => {
      await bench.#connectors.close();
      await bench.#memory?.close();
    });
    return bench;
  }

  get workflows(): string {
    return path.join(this.folder, 'workflows');
  }

  /** A store in memory that all tests of a file share. */
  get memory(): Store {
    if (!this.#memory) throw new Error('The store is not open yet.');
    return this.#memory;
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(path.dirname(path.join(this.workflows, name)), { recursive: true });
    await writeFile(path.join(this.workflows, name), text);
  }

  async start(
    on: Store | 'file' = this.memory,
    settings: Partial<RuntimeSettings> = {},
    options: Partial<RuntimeOptions> = {},
  ): Promise<Runtime> {
    const store =
      on === 'file' ? await openStore({ kind: 'pglite', dataDir: path.join(this.folder, 'data') }) : on;
    const log = (message: string) => void this.lines.push(message);
    const runtime = await createRuntime({
      store,
      workflows: this.workflows,
      connectors: this.#connectors.byName,
      publisher: {
        publish: async (event) => {
          await this.publish(event);
          this.sent.push(event);
        },
      },
      logger: { error: log, warn: log, info: log, debug: log },
      settings,
      ...options,
    });
    this.#open.push({ runtime, ...(on === 'file' && { store }) });
    return runtime;
  }

  async stop(runtime: Runtime): Promise<void> {
    const [entry] = this.#open.splice(
      this.#open.findIndex((candidate) => candidate.runtime === runtime),
      1,
    );
    await runtime.close();
    await entry?.store?.close();
  }

  /** Stops all that run. */
  async stopAll(): Promise<void> {
    for (const { runtime } of [...this.#open]) await this.stop(runtime);
  }

  /** The run once it no longer goes on. */
  ended(runtime: Runtime, id: string): Promise<Instance> {
    return vi.waitFor(
      async () => {
        const instance = await runtime.instance(id);
        if (!instance || instance.state === 'ACTIVE') throw new Error(`the run is ${instance?.state}`);
        return instance;
      },
      { timeout: 30_000, interval: 20 },
    );
  }

  /** The only living run of a workflow, once there is one and it satisfies a condition. */
  only(runtime: Runtime, workflowId: string, condition = (_: Instance): boolean => true): Promise<Instance> {
    return vi.waitFor(
      async () => {
        const [run, ...others] = await runtime.list(workflowId);
        if (!run || others.length > 0 || !condition(run)) throw new Error(`${run?.state} + ${others.length}`);
        return run;
      },
      { timeout: 30_000, interval: 20 },
    );
  }

  /** A workflow that calls the service some times in a row. */
  calls(times: number): string {
    return `
id: calls
start: Ask
functions:
  - {name: get, type: custom, operation: 'rest:GET:http://127.0.0.1:${this.port}/x'}
states:
  - name: Ask
    type: operation
    actions: [${Array(times).fill('{functionRef: get}').join(', ')}]
    end: true
`;
  }

  async #setUp(): Promise<void> {
    this.folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-'));
    await mkdir(this.workflows);
    this.keys = [];
    this.bodies = [];
    this.sent = [];
    this.publish = async () => undefined;
    this.lines = [];
    this.answer = () => `{"calls":${this.keys.length}}`;
    this.#server = createServer((request, response) => {
      this.keys.push(request.headers['idempotency-key']?.toString());
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        this.bodies.push(body);
        if (this.answer) response.end(this.answer());
      });
    });
    const server = this.#server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  async #tearDown(): Promise<void> {
    await this.stopAll();
    this.#server?.closeAllConnections();
    this.#server?.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
