import './environment';
import { Route, Routes } from 'react-router-dom';
import { configApiRef } from '@backstage/core-plugin-api';
import { ConfigReader } from '@backstage/core-app-api';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { MockPermissionApi, renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { act } from '@testing-library/react';
import type { OrchestratorSignal } from '@orchestrator/plugin-orchestrator-common';
import { orchestratorApiRef } from '../api/orchestrator-api';
import { OrchestratorClient } from '../api/orchestrator-client';
import { OrchestratorRouter } from '../pages/OrchestratorRouter';
import { rootRouteRef } from '../routes';
import type { FakeBackend } from './fake-backend';

interface PortalOptions {
  /** Names of permissions that the user lacks. */
  readonly denied?: readonly string[];
}

/** The portal as a test sees it. */
export interface Portal {
  readonly container: HTMLElement;
  /** Delivers a message on the Orchestrator's channel. */
  readonly signal: (signal: OrchestratorSignal) => void;
}

/** Shows the plugin's pages at an address below `/orchestrator`, over the real client and a fake backend. */
export async function renderPortal(
  path: string,
  backend: FakeBackend,
  options: PortalOptions = {},
): Promise<Portal> {
  const listeners = new Set<(signal: OrchestratorSignal) => void>();
  const signals: SignalApi = {
    subscribe: (_, listener: (message: never) => void) => {
      const forward = (signal: OrchestratorSignal) => listener(signal as never);
      listeners.add(forward);
      return { unsubscribe: () => listeners.delete(forward) };
    },
  };
  const discoveryApi = { getBaseUrl: async (plugin: string) => `http://portal.test/api/${plugin}` };
  const permissions = new MockPermissionApi(({ permission }) =>
    options.denied?.some((name) => permission.name.startsWith(name))
      ? AuthorizeResult.DENY
      : AuthorizeResult.ALLOW,
  );
  const { container } = await renderInTestApp(
    <TestApiProvider
      apis={[
        [configApiRef, new ConfigReader({ app: { title: 'Test portal' } })],
        [orchestratorApiRef, new OrchestratorClient({ discoveryApi, fetchApi: backend })],
        [permissionApiRef, permissions],
        [signalApiRef, signals],
      ]}
    >
      <Routes>
        <Route path="/orchestrator/*" element={<OrchestratorRouter />} />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: [`/orchestrator${path}`],
      mountedRoutes: { '/orchestrator': rootRouteRef },
    },
  );
  return { container, signal: (signal) => act(() => listeners.forEach((listener) => listener(signal))) };
}
