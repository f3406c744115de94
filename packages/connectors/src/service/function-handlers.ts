import type { Json, JsonObject } from '@orchestrator/definition';

/**
 * Functions that the operator of a server provides, by the operation that definitions name: `service:java:pets.Pets::find`,
 * `script:python`, `camel:direct:mail`, `dmn`. A key also answers for every operation below it: `service:java` for all that
 * begin with `service:java:`; the longest one counts.
 *
 * @example
 * export default {
 *   'service:java:pets.Pets::find': async ({ arguments: given }) => findPet(given),
 *   ansible: ({ operation }) => runPlaybook(operation),
 * } satisfies FunctionHandlers;
 */
export type FunctionHandlers = { readonly [operation: string]: FunctionHandler };

/**
 * Carries out a call. What it gives is the action's result; nothing changes no data. What it throws fails the call: handlers
 * of errors in definitions see the message, and the names in `classes` (an array) or a `name` that is a class name.
 */
export type FunctionHandler = (call: FunctionCall) => Json | undefined | Promise<Json | undefined>;

/** What a function has to know about a call. */
export interface FunctionCall {
  /** The whole operation as the definition has it. */
  readonly operation: string;
  /** Arguments of the call; the whole data where the workflow gave none. */
  readonly arguments: Json;
  readonly hasArguments: boolean;
  readonly metadata: JsonObject;
  readonly instanceId: string;
  readonly workflowId: string;
  /** The same for every repetition of the same call. */
  readonly idempotencyKey: string;
  /** Aborted when the call is given up. */
  readonly signal: AbortSignal;
}
