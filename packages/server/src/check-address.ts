import { checkExposure, isLoopback } from './http/exposure.js';
import type { Address } from './http/exposure.js';
import type { OrchestratorOptions } from './orchestrator.js';

/**
 * Finds out before anything is opened whether an orchestrator with these options would listen there.
 *
 * @throws ListenError `address-open`; AuthSettingsError where others can reach the address
 */
export async function checkAddress(
  address: Address,
  options: Pick<OrchestratorOptions, 'configuration' | 'environment' | 'profile' | 'tokens'>,
): Promise<void> {
  if (isLoopback(address.host)) return;
  const [{ createGate }, { serverSettings }] = await Promise.all([
    import('./http/auth/gate.js'),
    import('./server-settings.js'),
  ]);
  checkExposure(address, createGate(serverSettings(options), options.tokens).closed);
}
