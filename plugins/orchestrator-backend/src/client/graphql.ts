import type { JsonObject } from '@backstage/types';
import { EngineAnswerError, EngineUnavailableError } from './errors';
import { asArray, asObject, field, parseJson, text } from './fields';
import type { Answer, Transport } from './transport';

/** Longest part of somebody else's message that is passed on. */
const MAX_MESSAGE = 500;

/** Sends GraphQL documents. Values always travel as variables. */
export class GraphqlClient {
  readonly #transport: Transport;
  readonly #url: string;

  /** @param baseUrl of the data index, without `/graphql` */
  constructor(transport: Transport, baseUrl: string) {
    this.#transport = transport;
    this.#url = `${baseUrl.replace(/\/+$/, '')}/graphql`;
  }

  /**
   * The `data` of the answer.
   *
   * Errors of single fields are tolerated as long as there is data, as older clients do (contract 1.7).
   *
   * @throws EngineUnavailableError, EngineAnswerError
   */
  async query(document: string, variables: JsonObject = {}): Promise<{ readonly [key: string]: unknown }> {
    const answer = await this.#transport.send(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: document, variables }),
    });
    const body = parseJson(answer.body);
    const errors = asArray(field(body, 'errors'));
    const data = asObject(field(body, 'data'));
    if (data === undefined || !errors.every(isFieldError)) {
      throw failed(answer, errors);
    }
    return data;
  }
}

function isFieldError(error: unknown): boolean {
  const classification = text(field(error, 'extensions'), 'classification');
  return classification === 'DataFetchingException' || classification === 'NullValueInNonNullableField';
}

function failed(answer: Answer, errors: readonly unknown[]): Error {
  if (answer.status === 429 || answer.status === 503) {
    return new EngineUnavailableError('engine-overloaded', 'The data index is busy. Try again in a moment.');
  }
  const message = text(errors[0], 'message')?.slice(0, MAX_MESSAGE);
  return new EngineAnswerError(
    message === undefined
      ? `The data index answered with status ${answer.status} and without data.`
      : `The data index refused the query: ${message}`,
  );
}
