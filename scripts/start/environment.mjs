import path from 'node:path';

/** The portal's settings as Backstage reads them from the environment, over those of app-config.yaml. */
export function environment(options) {
  const url = `http://localhost:${options.port}`;
  return {
    // Guests may sign in because app-config.yaml says so, not because this is a development server.
    NODE_ENV: 'production',
    // The sample workflows/http-call asks the runtime API; see its application.properties.
    ORCHESTRATOR_RUNTIME_PORT: String(options.runtimePort),
    ...setting('app.baseUrl', url),
    ...setting('backend.baseUrl', url),
    ...setting('backend.listen.port', options.port),
    ...setting('orchestrator.workflows', options.workflows),
    ...setting('orchestrator.runtime.port', options.runtimePort),
    ...setting('orchestrator.dataDir', path.join(options.dataDir, 'engine')),
    ...database(options),
  };
}

function database({ databaseUrl, dataDir }) {
  if (!databaseUrl) return setting('backend.database.connection.directory', path.join(dataDir, 'backstage'));
  return {
    ...setting('backend.database.client', 'pg'),
    ...setting('backend.database.connection', databaseUrl),
  };
}

const setting = (key, value) => ({ [`APP_CONFIG_${key.replaceAll('.', '_')}`]: JSON.stringify(value) });
