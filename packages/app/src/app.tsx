import { createApp } from '@backstage/frontend-defaults';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import orchestratorPlugin from '@orchestrator/plugin-orchestrator';
import { homeModule } from './home';
import { navModule } from './nav';
import { signInModule } from './sign-in';

/** The demo portal: the Orchestrator, live updates and the settings page. */
export const app = createApp({
  features: [orchestratorPlugin, signalsPlugin, userSettingsPlugin, navModule, homeModule, signInModule],
});
