import { EngineAnswerError, EngineUnavailableError } from './errors';

/** The only thing that the client needs: `fetch` of an engine in this process, or the global one. */
export type Fetch = (request: Request) => Promise<Response>;

/** Limits of one call. */
export interface TransportLimits {
  /** Longest time until the answer has been read, in milliseconds. */
  readonly timeoutMs: number;
  /** Largest answer, in bytes. */
  readonly maxResponseBytes: number;
}

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Sends requests and reads their answers, within limits. */
export class Transport {
  readonly #fetch: Fetch;
  readonly #limits: TransportLimits;

  constructor(fetch: Fetch, limits: TransportLimits) {
    this.#fetch = fetch;
    this.#limits = limits;
  }

  /**
   * Sends one request. Redirects are not followed: a start must not happen twice, and tokens must not travel on.
   *
   * @throws EngineUnavailableError when nothing answers in time; EngineAnswerError on a redirect or a huge answer
   */
  async send(url: string, init: RequestInit = {}, timeoutMs = this.#limits.timeoutMs): Promise<Answer> {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const request = new Request(url, { ...init, redirect: 'manual', signal: timeout });
      // An engine in this process may not watch the signal.
      const answer = await Promise.race([this.#read(request), rejectWhenAborted(timeout)]);
      if (answer.status >= 300 && answer.status < 400) {
        throw new EngineAnswerError(`${place(url)} answered with a redirect. Configure the final address.`);
      }
      return answer;
    } catch (error) {
      if (error instanceof EngineAnswerError) {
        throw error;
      }
      throw timeout.aborted ? timedOut(url, timeoutMs) : unreachable(url, error);
    }
  }

  async #read(request: Request): Promise<Answer> {
    const response = await this.#fetch(request);
    return { status: response.status, body: await this.#readBody(request.url, response) };
  }

  async #readBody(url: string, response: Response): Promise<string> {
    const decoder = new TextDecoder();
    let bytes = 0;
    let body = '';
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > this.#limits.maxResponseBytes) {
        const limit = `${this.#limits.maxResponseBytes} bytes`;
        throw new EngineAnswerError(
          `${place(url)} answered with more than ${limit}. Ask for smaller pages, or raise orchestrator.client.maxResponseBytes.`,
        );
      }
      body += decoder.decode(chunk, { stream: true });
    }
    return body + decoder.decode();
  }
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function timedOut(url: string, timeoutMs: number): EngineUnavailableError {
  return new EngineUnavailableError(
    'engine-timeout',
    `${place(url)} did not answer within ${timeoutMs / 1000} s. What was asked for may still happen; look before trying again.`,
  );
}

function unreachable(url: string, cause: unknown): EngineUnavailableError {
  return new EngineUnavailableError(
    'engine-unreachable',
    `${place(url)} cannot be reached. Check that it runs, then try again.`,
    cause,
  );
}

/** What to call the other side: people know what their service is for, not where it is. */
function place(url: string): string {
  return new URL(url).pathname.endsWith('/graphql') ? 'The data index' : 'The workflow service';
}
