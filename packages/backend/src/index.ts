import { createBackend } from '@backstage/backend-defaults';
import openSignals from './open-signals';
import permissionPolicy from './permission-policy';

/** Time for the log to be written before a failed start ends the process, in milliseconds. */
const EXIT_DELAY_MS = 100;

/**
 * The demo portal: one process that serves the built frontend, Backstage's own plugins and the Orchestrator with its
 * workflow engine inside.
 *
 * There is no events backend: nothing here needs events between processes, and it keeps a stopping process alive for
 * most of a minute.
 */
const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(permissionPolicy);
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(openSignals);
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@orchestrator/plugin-orchestrator-backend'));

backend.start().catch((error: unknown) => {
  // Backstage logs this once more as an unhandled rejection and stays; the reasons in the message are sentences, and
  // where a stack helps, the plugin's own error was logged with it.
  if (error instanceof Error) {
    error.stack = `${error.name}: ${error.message}`;
  }
  setTimeout(() => process.exit(1), EXIT_DELAY_MS);
  throw error;
});
