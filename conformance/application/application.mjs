/**
 * How the runner reaches the application under test. Everything a case does goes through this interface, so that a
 * server in another process can take the place of the one in this process.
 *
 * @typedef {object} Application
 * @property {(path: string, init?: RequestInit) => Promise<Response>} fetch sends a request; the path begins with `/`
 * @property {() => readonly LogLine[]} lines what the application has logged so far
 * @property {() => Promise<void>} restart stops and starts it; what it has stored is kept
 * @property {() => Promise<void>} close
 *
 * @typedef {{level: string, message: string}} LogLine level is one of `ERROR`, `WARN`, `INFO`, `DEBUG`
 *
 * @typedef {object} Host
 * @property {(settings: Settings) => Promise<Application>} open starts an application with nothing in its storage
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Settings
 * @property {string} workflows folder with the definitions and their configuration
 * @property {Readonly<Record<string, string | undefined>>} environment environment variables; undefined = not set
 * @property {Readonly<Record<string, string>>} config application properties
 * @property {boolean} restarts whether the application will be restarted and has to keep what it has stored
 * @property {string} [functions] file with stand-ins for functions of a host language
 * @property {readonly string[]} [more] options of `orchestrator serve` that only a server in another process takes
 */
export {};
