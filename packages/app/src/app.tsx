import { createApp } from '@backstage/frontend-defaults';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import orchestratorPlugin from '@orchestrator/plugin-orchestrator';
import { homePlugin } from './home';
import { navModule } from './nav';
import { settingsPlugin } from './settings';
import { signInModule } from './sign-in';

/** The demo portal: the Orchestrator, live updates and the settings page. */
export const app = createApp({
  features: [orchestratorPlugin, signalsPlugin, settingsPlugin, homePlugin, navModule, signInModule],
});
