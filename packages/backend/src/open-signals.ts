import { request } from 'node:http';
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Makes the signals plugin take WebSocket connections from the start.
 *
 * It begins to listen for them only when the first one arrives, and that one is never answered: the first page that is
 * opened would be without live updates until its browser tries again, some seconds later. So the first one is ours.
 */
export default createBackendModule({
  pluginId: 'signals',
  moduleId: 'open',
  register(env) {
    env.registerInit({
      deps: { discovery: coreServices.discovery, lifecycle: coreServices.lifecycle },
      async init({ discovery, lifecycle }) {
        lifecycle.addStartupHook(async () => {
          const headers = { connection: 'upgrade', upgrade: 'websocket' };
          const knock = request(await discovery.getBaseUrl('signals'), { headers });
          knock.on('error', () => undefined);
          knock.setTimeout(KNOCK_MS, () => knock.destroy());
          knock.end();
        });
      },
    });
  },
});

/** Long enough for the request to arrive, in milliseconds; no answer comes. */
const KNOCK_MS = 1_000;
