/**
 * Under which OpenTelemetry's API keeps, for all its copies in a process, who traces there. Nobody does as long as it is
 * absent, and then the API need not be loaded.
 */
const REGISTRATION = Symbol.for('opentelemetry.js.api.1');

/** Whether somebody in this process has set up OpenTelemetry. */
export function hasHostTelemetry(): boolean {
  return REGISTRATION in globalThis;
}
