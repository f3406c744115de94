import type { FetchApi } from '@backstage/core-plugin-api';

/** What the backend answers: a body with status 200, or a status with a body. */
export type Answer = { readonly status?: number; readonly body?: unknown; readonly text?: string };

/** A request as the backend saw it. */
export interface SeenRequest {
  /** `GET workflows/greeting/overview`, without the query. */
  readonly route: string;
  readonly query: string;
  readonly body: unknown;
}

/** Answers the client's requests by method and path; a route without an answer is a 404 in Backstage's form. */
export class FakeBackend implements FetchApi {
  readonly requests: SeenRequest[] = [];
  readonly #answers = new Map<string, Answer>();

  on(route: string, answer: Answer): this {
    this.#answers.set(route, answer);
    return this;
  }

  count(route: string): number {
    return this.requests.filter((request) => request.route === route).length;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const route = `${init?.method ?? 'GET'} ${url.pathname.replace('/api/orchestrator/v2/', '')}`;
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    this.requests.push({ route, query: url.search, body });
    const { status = 200, text, body: answer } = this.#answers.get(route) ?? notFound;
    return new Response(text ?? JSON.stringify(answer), { status });
  };
}

const notFound: Answer = {
  status: 404,
  body: { error: { name: 'NotFoundError', message: 'There is nothing at this address.' } },
};
