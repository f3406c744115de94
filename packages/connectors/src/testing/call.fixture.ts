import { CallFailure } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';

/** A call of a function `f` by the run `i-1` of the workflow `w`. */
export function callOf(more: Partial<ConnectorCall>): ConnectorCall {
  return {
    run: { instanceId: 'i-1', workflowId: 'w', workflowVersion: '1.0', correlation: {} },
    idempotencyKey: 'key-1',
    function: 'f',
    operation: '',
    metadata: {},
    arguments: { whole: 'data' },
    hasArguments: more.arguments !== undefined,
    configuration: () => undefined,
    headers: {},
    ...more,
  };
}

/** Settings as a call reads them. */
export function settings(values: { readonly [key: string]: string }): ConnectorCall['configuration'] {
  return (key) => (Object.hasOwn(values, key) ? values[key] : undefined);
}

/** The failure that a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<CallFailure['error']> {
  const outcome: unknown = await call.catch((reason: unknown) => reason);
  if (outcome instanceof CallFailure) return outcome.error;
  throw new Error('a CallFailure was expected', { cause: outcome });
}

/** For calls that nobody gives up. */
export const never = new AbortController().signal;
