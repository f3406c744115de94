import type { Orchestrator, OrchestratorOptions } from '@orchestrator/server';
import { UsageError } from '../usage-error.js';

/** Codes of errors about how the process was started; their messages say what to change. */
const START_ERRORS = /^(address-|store-|database-|invalid-|schema-)/;

/** Opens an orchestrator. @throws UsageError for mistakes of the operator */
export async function open(options: OrchestratorOptions): Promise<Orchestrator> {
  // Loaded here, so that the other commands stay quick.
  const { openOrchestrator } = await import('@orchestrator/server');
  return openOrchestrator(options).catch(explained);
}

/** Throws errors of the operator as sentences, the others as what they are. */
export function explained(error: unknown): never {
  const code = codeOf(error);
  if (error instanceof Error && (START_ERRORS.test(code) || error.name.startsWith('Store')))
    throw new UsageError(error.message);
  throw error;
}

/** The stable code of an error; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
