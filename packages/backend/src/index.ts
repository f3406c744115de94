import { createBackend } from '@backstage/backend-defaults';
import permissionPolicy from './permission-policy';

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
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(permissionPolicy);
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@orchestrator/plugin-orchestrator-backend'));

void backend.start();
