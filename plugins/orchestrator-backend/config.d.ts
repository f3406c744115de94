/** Configuration of the Orchestrator. Relative paths start at the folder in which the backend process was started. */
export interface Config {
  /** Settings of the Orchestrator. */
  orchestrator?: {
    /**
     * Where workflows run when they do not run inside this backend. Without it the engine runs inside.
     */
    dataIndexService?: {
      /**
       * Base URL of the data index, without `/graphql`. Workflow services are found through it.
       * @visibility backend
       */
      url: string;
      /**
       * How often a remote data index is asked for changed runs while somebody looks at runs, in milliseconds.
       * Default 2000, at least 250.
       * @visibility backend
       */
      pollIntervalMs?: number;
    };
    /**
     * Largest request body that the API accepts, as a number of bytes or with a unit (`500kb`, `10mb`). Default `100kb`.
     * @visibility backend
     */
    contentLengthLimit?: string | number;
    /**
     * Folder with one folder for each workflow. Default `workflows`. Used when the engine runs inside this backend.
     * @visibility backend
     */
    workflows?: string;
    /**
     * Which `%profile.` lines of the workflows' `application.properties` apply. Default `prod`.
     * @visibility backend
     */
    profile?: string;
    /**
     * By whose rules workflow documents are read that do not say so themselves (`metadata.dialect`): `sonataflow`, as
     * existing workflows expect, or `spec`, as the specification's text says. Default `sonataflow`.
     * @visibility backend
     */
    dialect?: 'sonataflow' | 'spec';
    /** Documents that workflows refer to by their address. */
    resources?: {
      /**
       * Folders that hold copies of them. The longest prefix of an address counts.
       * @visibility backend
       */
      map?: Array<{ prefix: string; folder: string }>;
      /**
       * Whether documents that are in no folder may be fetched. Default false: their functions can't be called.
       * @visibility backend
       */
      fetch?: boolean;
    };
    /**
     * Settings of the engine and of all workflows, by the keys of docs/configuration.md, for instance
     * `orchestrator.http.proxy` or `quarkus.rest-client.pets.url`. Used when the engine runs inside this backend. The
     * environment counts more, and the `application.properties` of a workflow's folder less.
     * @deepVisibility secret
     */
    settings?: { [key: string]: unknown };
    /**
     * Folder for the engine's embedded database. Default `.data/engine`. Used when the engine runs inside this backend
     * and `backend.database.client` is not `pg`; with `pg` the engine uses Backstage's database.
     * @visibility backend
     */
    dataDir?: string;
    /**
     * Where the runtime API (start by HTTP, callbacks, data index) listens when the engine runs inside this backend.
     */
    runtime?: {
      /**
       * Address to listen on. Default `127.0.0.1`: only this machine. Another one needs `allowUnauthenticated`.
       * @visibility backend
       */
      host?: string;
      /**
       * Must be true to listen on an address that other machines reach, because the runtime API of a portal asks nobody
       * for credentials; set it only when something else, for instance a network policy, protects it. Default false.
       * @visibility backend
       */
      allowUnauthenticated?: boolean;
      /**
       * Port to listen on. Default 8080; 0 takes a free one.
       * @visibility backend
       */
      port?: number;
      /**
       * Address under which others reach the runtime API, shown as `serviceUrl` of definitions and runs.
       * Default `http://<host>:<port>`.
       * @visibility backend
       */
      publicUrl?: string;
    };
    /** Limits of the client that talks to the data index and to workflow services. */
    client?: {
      /**
       * Longest time for one answer, in milliseconds. Default 30000.
       * @visibility backend
       */
      timeoutMs?: number;
      /**
       * Largest answer that is read, in bytes. Default 33554432 (32 MiB).
       * @visibility backend
       */
      maxResponseBytes?: number;
    };
  };
}
