import type { Statement } from '../database/database.js';

/** The channel of PostgreSQL by which processes tell each other that they leave work to the others. */
export const HAND_OVERS = 'orchestrator_hand_over';

/**
 * Tells them. Only at the end of a process, never for a step: PostgreSQL lets transactions that notify commit one after the
 * other.
 */
export const tellOthers: Statement = { text: `select pg_notify('${HAND_OVERS}', '')::text` };
