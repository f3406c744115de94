import { eventRequest } from './event-request.mjs';
import { resolve } from './placeholders.mjs';

/** Everything that belongs to one case while it runs: its application, its sink, and what was bound and sent so far. */
export class CaseRun {
  /** Ids of the runs that `startMany` started. */
  startedIds = [];
  #bindings = new Map();

  /**
   * @param {object} entry the case as the corpus describes it
   * @param {{application: import('./application/application.mjs').Application, sink: {events: object[]},
   *   corpus: string, workflowId: string, exchanges: object[]}} surroundings `exchanges` grows by what is sent and
   *   answered, in words
   */
  constructor(entry, { application, sink, standIns, corpus, workflowId, exchanges }) {
    this.entry = entry;
    this.application = application;
    this.sink = sink;
    this.standIns = standIns;
    this.corpus = corpus;
    this.workflowId = workflowId;
    this.exchanges = exchanges;
  }

  bind(name, value) {
    this.#bindings.set(name, value);
  }

  /** A part of the case with its placeholders filled in. */
  resolve(value) {
    return resolve(value, this.#bindings);
  }

  /** The address of the run that the case started. */
  get instancePath() {
    return this.resolve(`/${this.workflowId}/\${id}`);
  }

  get(path) {
    return this.#send('GET', path, {});
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @param {string} path
   * @param {{method?: string, headers?: Record<string, string>, body?: string}} init
   */
  async request(path, init) {
    const answer = await this.#send(init.method ?? 'GET', path, init);
    this.exchanges.push({
      request: `${init.method ?? 'GET'} ${path} ${init.body ?? ''}`.trim(),
      response: `${answer.status} ${answer.text}`.trim(),
    });
    return answer;
  }

  /** Sends JSON; undefined or null = no body. */
  requestJson(method, path, body, headers = {}) {
    const given = body !== undefined && body !== null;
    return this.request(path, {
      method,
      headers: { ...(given && { 'content-type': 'application/json' }), ...headers },
      ...(given && { body: JSON.stringify(body) }),
    });
  }

  sendEvent(event) {
    return this.request('/', eventRequest(this.resolve(event)));
  }

  async #send(method, path, init) {
    const response = await this.application.fetch(path, { ...init, method });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
