import type { HttpClient } from '@orchestrator/connectors';
import type { Json } from '@orchestrator/definition';
import type { CloudEvent } from '@orchestrator/engine';
import type { Logger, Publisher, Settings } from '@orchestrator/runtime';
import { outgoingChannel } from './outgoing-channel.js';
import type { OutgoingChannel } from './outgoing-channel.js';

/** How long a receiver may take to answer, in milliseconds. */
const TIMEOUT = 10_000;

/**
 * Answers that are about the event itself, so that a repetition gets the same one. Others, such as 401 and 404, speak of the
 * receiver, whom somebody may set right.
 */
const FINAL: ReadonlySet<number> = new Set([400, 405, 406, 410, 413, 414, 415, 422, 431, 501]);

/** Nobody gives up an event that is on its way. */
const NEVER = new AbortController().signal;

/** What a publisher is made of. */
export interface HttpPublisherOptions {
  /** Settings of the workflow that an event comes from. */
  readonly settings: (workflowId: string) => Settings;
  readonly http: HttpClient;
  readonly logger: Logger;
}

/** A receiver did not take an event. */
export class EventRefusedError extends Error {
  override readonly name = 'EventRefusedError';
  readonly code = 'event-refused';
  /** True: the receiver will not take it however often it comes. */
  readonly final: boolean;

  constructor(message: string, final = false) {
    super(message);
    this.final = final;
  }
}

/**
 * Sends events to the HTTP sink that the workflow's settings or `K_SINK` name. Without a sink an event goes to the log
 * only, and counts as sent.
 */
export class HttpPublisher implements Publisher {
  readonly #options: HttpPublisherOptions;

  constructor(options: HttpPublisherOptions) {
    this.#options = options;
  }

  /** @throws EventRefusedError when the receiver cannot be reached or does not answer with a 2xx status */
  async publish(event: CloudEvent): Promise<void> {
    const { settings, http, logger } = this.#options;
    const workflowId = typeof event.kogitoprocid === 'string' ? event.kogitoprocid : '';
    const channel = outgoingChannel(event.type, settings(workflowId));
    if (!channel) {
      logger.debug(`Event "${event.type}" (${event.id}) has no sink; it is not sent.`, { workflowId });
      return;
    }
    const { url, method } = channel;
    const target = new URL(url).origin;
    const { headers, body } = encode(event, channel.mode);
    const request = {
      method,
      url: new URL(url),
      headers: new Headers(headers),
      timeout: TIMEOUT,
      ...(body !== undefined && { body }),
    };
    const answer = await http.send(request, NEVER).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new EventRefusedError(
        `${target} could not be reached for event "${event.type}" (${event.id}): ${reason}`,
      );
    });
    if (answer.status < 200 || answer.status > 299)
      throw new EventRefusedError(
        `${target} answered event "${event.type}" (${event.id}) with status ${answer.status}.`,
        FINAL.has(answer.status),
      );
  }
}

/** The request that carries an event (HTTP binding of CloudEvents 1.0, section 3). */
export function encode(
  event: CloudEvent,
  mode: OutgoingChannel['mode'],
): { headers: Record<string, string>; body?: string } {
  if (mode === 'structured')
    return {
      headers: { 'content-type': 'application/cloudevents+json; charset=UTF-8' },
      body: JSON.stringify(event),
    };
  const { data, datacontenttype, ...attributes } = event;
  const present = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null);
  return {
    headers: {
      ...(mode === 'binary' &&
        Object.fromEntries(present.map(([name, value]) => [`ce-${name}`, headerText(value as Json)]))),
      ...(data !== undefined && {
        'content-type': typeof datacontenttype === 'string' ? datacontenttype : 'application/json',
      }),
    },
    ...(data !== undefined && { body: JSON.stringify(data) }),
  };
}

/** Percent-encodes what headers cannot hold, blanks, quotes and the percent sign (section 3.1.3.2). */
function headerText(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text
    .toWellFormed()
    .replaceAll(/[^\u0021-\u007e]|["%]/gu, (character) => encodeURIComponent(character));
}
