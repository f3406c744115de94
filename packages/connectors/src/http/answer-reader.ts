import type { Dispatcher } from 'undici';
import { CallFailure } from '../call-failure.js';
import type { Deadline } from './deadline.js';
import type { HttpAnswer } from './messages.js';

/** How an answer is read. */
export interface Reading {
  /** Bytes of a body at most. */
  readonly limit: number;
  /** True: the answer is there with its status, and what follows is not kept. */
  readonly ignoreBody: boolean;
  /** When to end the exchange, and the connection with it. */
  readonly deadline: Deadline;
}

/** What may still come of a body that nobody reads, in bytes and milliseconds, before its connection is closed. */
const IGNORED = { limit: 65_536, time: 1_000 };

/**
 * Sends a request and reads the answer as it arrives. The streams that the library would make of it cost a fifth to a
 * third of the exchange itself, and every answer is read as a whole anyway.
 *
 * @throws CallFailure `response-too-large`; the deadline's reason; what the library says of a connection that fails
 */
export function readAnswer(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  reading: Reading,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(request, new AnswerReader(reading, resolve, reject));
  });
}

class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #reading: Reading;
  readonly #resolve: (answer: HttpAnswer) => void;
  readonly #reject: (error: Error) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #head: Omit<HttpAnswer, 'body'> | undefined;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  /** Why the exchange was given up. */
  #reason: Error | undefined;
  /** Until when an ignored body may still come. */
  #patience: NodeJS.Timeout | undefined;

  constructor(reading: Reading, resolve: (answer: HttpAnswer) => void, reject: (error: Error) => void) {
    this.#reading = reading;
    this.#resolve = resolve;
    this.#reject = reject;
    reading.deadline.onEnd((reason) => this.#abort(reason));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#reason) controller.abort(this.#reason);
  }

  onResponseStart(
    { rawHeaders }: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    statusText = '',
  ): void {
    // Interim answers, such as early hints.
    if (status < 200) return;
    this.#head = { status, statusText, rawHeaders: pairsOf(rawHeaders) };
    if (this.#reading.ignoreBody) this.#passOver(this.#head);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.byteLength;
    const { ignoreBody, limit } = this.#reading;
    if (ignoreBody) {
      if (this.#bytes > IGNORED.limit) this.#abort(new Error('The rest of the answer is not wanted.'));
    } else if (this.#bytes > limit) this.#abort(tooLarge(limit));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.#patience);
    if (this.#head) this.#resolve({ ...this.#head, body: Buffer.concat(this.#chunks) });
  }

  onResponseError(_controller: unknown, error: Error): void {
    // A proxy that refuses is told of before its answer has ended, which nobody wants.
    this.#abort(error);
  }

  /** A short body is let through, so that its connection can be used again. */
  #passOver(head: Omit<HttpAnswer, 'body'>): void {
    this.#resolve({ ...head, body: new Uint8Array() });
    this.#patience = setTimeout(() => this.#abort(new Error('The answer takes too long.')), IGNORED.time);
    this.#patience.unref();
  }

  #abort(reason: Error): void {
    this.#reason = reason;
    this.#chunks.length = 0;
    clearTimeout(this.#patience);
    // Who waits need not wait for the connection, which may still be on its way.
    this.#reject(reason);
    this.#controller?.abort(reason);
  }
}

function tooLarge(limit: number): CallFailure {
  return new CallFailure({
    code: 'response-too-large',
    message: `The service answered with more than ${limit} bytes.`,
  });
}

/** Names and values as they came over the line, where each byte stands for a character. */
function pairsOf(raw: Dispatcher.DispatchController['rawHeaders']): [string, string][] {
  const pairs: [string, string][] = [];
  if (!Array.isArray(raw)) return pairs;
  const text = (part: Buffer | string | undefined): string =>
    typeof part === 'string' ? part : (part?.toString('latin1') ?? '');
  for (let index = 0; index < raw.length; index += 2) pairs.push([text(raw[index]), text(raw[index + 1])]);
  return pairs;
}
