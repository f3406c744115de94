import { createHash } from 'node:crypto';
import type { CallEffect } from '@orchestrator/engine';

/** The same for every repetition of a call that had no definite answer (design: runtime, "No owners, only leases"). */
export function idempotencyKey(instanceId: string, call: CallEffect): string {
  return createHash('sha256').update(`${instanceId} ${call.node} ${call.attempt}`).digest('hex');
}
