import { Settings } from '@orchestrator/runtime';
import type { OrchestratorOptions } from './orchestrator.js';

/** The settings of the server itself: none that stands beside a workflow. */
export function serverSettings({
  configuration,
  environment = process.env,
  profile = 'prod',
}: Pick<OrchestratorOptions, 'configuration' | 'environment' | 'profile'>): Settings {
  return new Settings({ ...configuration, environment, profile });
}
