import { hash } from 'node:crypto';
import type { CallEffect } from '@orchestrator/engine';

/** The same for every repetition of a call that had no definite answer (design: runtime, "No owners, only leases"). */
export function idempotencyKey(instanceId: string, call: CallEffect): string {
  return hash('sha256', `${instanceId} ${call.node} ${call.attempt}`);
}
