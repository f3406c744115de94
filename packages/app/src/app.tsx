import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import orchestratorPlugin from '@orchestrator/plugin-orchestrator';
import { homePlugin } from './home';
import { navModule } from './nav';
import { signInModule } from './sign-in';

/** The demo portal: the Orchestrator, live updates, settings, and the catalog that knows who is signed in. */
export const app = createApp({
  features: [
    orchestratorPlugin,
    signalsPlugin,
    catalogPlugin,
    userSettingsPlugin,
    homePlugin,
    navModule,
    signInModule,
  ],
});
