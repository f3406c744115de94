import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ConnectorOptions } from '@orchestrator/connectors';
import type { Dialect, ResourceMap } from '@orchestrator/definition';
import type { Logger, Runtime, RuntimeOptions } from '@orchestrator/runtime';
import type { InstanceState } from '@orchestrator/engine';
import type { Store, StoreOptions } from '@orchestrator/store';
import type { AccessToken } from './http/auth/tokens.js';
import type { Address } from './http/exposure.js';

/** The whole engine as one object: what `openOrchestrator` returns to a host such as the Backstage backend. */
export interface Orchestrator {
  /** Starts and steers runs without a detour over HTTP. It is closed with the orchestrator. */
  readonly runtime: Runtime;
  /** Answers every HTTP surface: workflow API, management API, `/graphql`, `/q/health`. Needs no network. */
  fetch(request: Request): Promise<Response>;
  /**
   * Takes over connections that are to become WebSockets, for GraphQL subscriptions: a listener for the event `upgrade` of a
   * host's own Node server.
   */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Puts {@link Orchestrator.fetch} and {@link Orchestrator.upgrade} on a port. @throws ListenError */
  listen(address: Address): Promise<{ readonly url: string }>;
  /** Tells of commits and of changed definitions. Returns a function that ends the subscription. */
  onChange(listener: (change: OrchestratorChange) => void): () => void;
  /** Waits until receivers have all events that runs produced; false when that takes longer than so many milliseconds. */
  eventsSent(patience: number): Promise<boolean>;
  /**
   * Prepares for the end: readiness is refused from now on, and starts too. Calls that are on their way have so many
   * milliseconds (those of `orchestrator.drain.time` by default) for their results to be recorded; all other work is left
   * to other processes, or to the next start. {@link Orchestrator.close} ends it early.
   */
  drain(milliseconds?: number): Promise<void>;
  /** Stops listening, gives up leases and closes the database. */
  close(): Promise<void>;
}

/** Something that a page which shows it has to read again: an instance was committed, or definitions changed. */
export type OrchestratorChange =
  | {
      readonly kind: 'instance';
      readonly instanceId: string;
      readonly workflowId: string;
      readonly version: number;
      readonly state: InstanceState;
    }
  /** Definitions or findings changed; the id is absent when a document could not be read that far. */
  | { readonly kind: 'definition'; readonly workflowId?: string };

/** What {@link Orchestrator} is opened with. */
export interface OrchestratorOptions {
  /** Folder with one folder for each workflow. */
  readonly workflows: string;
  /** PGlite on a folder or in memory, PostgreSQL by URL, Backstage's knex, or a store that stays open afterwards. */
  readonly database: StoreOptions | { readonly kind: 'opened'; readonly store: Store };
  readonly logger: Logger;
  /** Which `%profile.` lines of `application.properties` apply; `prod` by default. */
  readonly profile?: string;
  /** By whose rules documents are read that do not say so themselves; `sonataflow` by default. */
  readonly dialect?: Dialect;
  /** Folders that hold copies of what documents refer to by address, by the beginning of the address. */
  readonly resourceMap?: ResourceMap;
  /** How documents are fetched that are referred to by address; absent: they are not. */
  readonly fetchResource?: typeof globalThis.fetch;
  /** Functions of the operator, and limits on calls to the outside instead of those that the settings give. */
  readonly connectors?: ConnectorOptions;
  /** Settings for all workflows, and for the server itself. */
  readonly configuration?: NonNullable<RuntimeOptions['configuration']>;
  /** Environment variables: `K_SINK` says where events go that no channel is configured for. `process.env` by default. */
  readonly environment?: { readonly [name: string]: string | undefined };
  /**
   * Public address of the runtime API, as definitions show it to clients (`serviceUrl`). Absent: the first one that is
   * listened on, none before that.
   */
  readonly serviceUrl?: string;
  /** Tokens that clients must send; absent or empty: none are asked for. */
  readonly tokens?: readonly AccessToken[];
}
