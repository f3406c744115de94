import { hasHostTelemetry } from './host-registration.js';

/**
 * What the headers of a start say where a host traces what asks for it: the host's span stands between the run and the one
 * who called the host. Empty where no host traces.
 */
export async function hostTrace(): Promise<Readonly<Record<string, string>>> {
  if (!hasHostTelemetry()) return {};
  const { activeTrace } = await import('./active-trace.js');
  return activeTrace();
}
