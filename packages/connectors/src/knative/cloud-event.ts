import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { badArguments, CallFailure } from '../call-failure.js';

/** Attributes that an envelope has to have (CloudEvents 1.0, section "Required Attributes"). */
const REQUIRED = ['id', 'source', 'specversion', 'type'];

/** By these, data is taken for a CloudEvent (workflow-runtime.md 2.4). */
const TELLTALE = ['source', 'specversion', 'type'];

/**
 * The envelope to send; an event without an id gets one.
 *
 * @param id - the same for each repetition of a call, so that the receiver can tell a repetition from a new event
 * @throws CallFailure `bad-cloud-event` when a mandatory attribute is missing
 */
export function cloudEventOf(given: Json, id: string): JsonObject {
  const event = asTexts(isJsonObject(given) ? { ...given, id: has(given, 'id') ? given.id : id } : { id });
  const missing = REQUIRED.filter((name) => !isText(event, name));
  if (missing.length === 0) return event as JsonObject;
  throw new CallFailure({
    code: 'bad-cloud-event',
    message: `The arguments are no CloudEvent: ${missing.join(', ')} must be given as text.`,
    classes: ['java.lang.IllegalStateException'],
  });
}

/** Attributes are texts; `id: '42'` in arguments is an expression, which gives a number (workflow-runtime.md 3.1). */
function asTexts(event: { readonly [name: string]: Json | undefined }): {
  readonly [name: string]: Json | undefined;
} {
  const numbers = REQUIRED.filter((name) => typeof event[name] === 'number');
  const texts = numbers.map((name) => [name, textOf(name, event[name] as number)] as const);
  return { ...event, ...Object.fromEntries(texts) };
}

/** A whole number among versions is one whose `.0` has been lost. */
function textOf(name: string, value: number): string {
  return name === 'specversion' && Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/**
 * Refuses a CloudEvent that would be sent as plain JSON, which its receiver would misread.
 *
 * @throws CallFailure `bad-arguments`
 */
export function refuseCloudEvent(body: Json): void {
  if (isJsonObject(body) && TELLTALE.every((name) => has(body, name))) {
    throw badArguments(
      'The arguments look like a CloudEvent. Add asCloudEvent=true to the operation to send them as one.',
    );
  }
}

function has(given: object, name: string): boolean {
  return Object.hasOwn(given, name);
}

function isText(event: object, name: string): boolean {
  const value: unknown = Object.getOwnPropertyDescriptor(event, name)?.value;
  return typeof value === 'string' && value !== '';
}
