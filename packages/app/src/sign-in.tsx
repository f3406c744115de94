import { SignInPage } from '@backstage/core-components';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => (props) => (
      <SignInPage {...props} providers={['guest']} title="Orchestrator" align="center" />
    ),
  },
});

/** Signs visitors in as the guest user: the demo portal has no accounts. */
export const signInModule = createFrontendModule({ pluginId: 'app', extensions: [signInPage] });
