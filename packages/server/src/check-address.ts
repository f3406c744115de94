import { createGate } from './http/auth/gate.js';
import { checkExposure } from './http/listen.js';
import type { Address } from './http/listen.js';
import type { OrchestratorOptions } from './orchestrator.js';
import { serverSettings } from './server-settings.js';

/**
 * Finds out before anything is opened whether an orchestrator with these options would listen there.
 *
 * @throws ListenError `address-open`, AuthSettingsError
 */
export function checkAddress(
  address: Address,
  options: Pick<OrchestratorOptions, 'configuration' | 'environment' | 'profile' | 'tokens'>,
): void {
  checkExposure(address, createGate(serverSettings(options), options.tokens).closed);
}
