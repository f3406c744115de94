import type { FunctionTarget } from '../../program/action.js';

/** A function definition (`functions`, section A4). */
export type DeclaredFunction = FunctionTarget | ChannelFunction;

/** An operation of an AsyncAPI document, which sends or receives events. */
export interface ChannelFunction {
  readonly kind: 'channel';
  readonly direction: 'publish' | 'receive';
  readonly name: string;
  /** Name of the channel: the type of its events. */
  readonly channel: string;
}
