import type { Json, JsonObject } from '@orchestrator/definition';
import type { Commander } from './commander.js';

/** Arguments of all mutations; those that a mutation has are in the schema. Texts that are missing are empty. */
export interface MutationArguments {
  readonly id: string;
  readonly variables?: string | null;
  readonly nodeId?: string | null;
  readonly nodeInstanceId?: string | null;
  readonly processInstanceId: string;
  /** Milliseconds since 1970. */
  readonly expirationTime: number;
  readonly data?: string | null;
  readonly taskId: string;
  readonly commentId: string;
  readonly attachmentId: string;
  readonly user?: string | null;
  readonly groups?: readonly (string | null)[] | null;
  readonly comment?: string | null;
  readonly name?: string | null;
  readonly uri?: string | null;
  readonly completedInstanceId?: string | null;
  readonly processId: string;
  readonly processVersion: string;
  readonly input?: Json;
  readonly excludeProperties?: readonly (string | null)[] | null;
  readonly [argument: string]: Json | undefined;
}

/** Mutations by name. Each answers the text of its result. */
export interface Mutations {
  readonly [name: string]: (args: MutationArguments, to: Commander) => Promise<string>;
}

/** A JSON object without what is missing. */
export function given(object: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) =>
      value === undefined || value === null ? [] : [[key, value]],
    ),
  );
}
