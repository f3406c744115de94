import type { Json, TaskId, Then } from '@orchestrator/definition';

/**
 * What a path does next: enter a task inside or after the present one, or leave the present one because what its kind
 * does is done, or give the whole path up because the present one can never be done. Undefined: it waits.
 */
export type Next =
  | { readonly enter: TaskId; readonly done?: never; readonly cancelled?: never }
  | {
      readonly done: true;
      readonly then?: Then | undefined;
      readonly output?: Json | undefined;
      readonly cancelled?: never;
    }
  | { readonly cancelled: true; readonly done?: never }
  | undefined;
