import { createFrontendPlugin, PageBlueprint } from '@backstage/frontend-plugin-api';
import { Navigate } from 'react-router-dom';

const homePage = PageBlueprint.make({
  params: { path: '/', noHeader: true, loader: async () => <Navigate to="/orchestrator" replace /> },
});

/** Leads from the portal's root to the Orchestrator, which is all there is to see. */
export const homePlugin = createFrontendPlugin({ pluginId: 'home', extensions: [homePage] });
