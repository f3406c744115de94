import { setting } from '@orchestrator/definition';

/** User name of a service, whatever its schemes are called. */
export const SERVICE_USERNAME = setting({
  key: 'kogito.sw.openapi.<key>.username',
  task: 'service-credentials',
  does: 'User name for all schemes of the service that need one and have none of their own.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.openapi.pets_yaml.username=orchestrator',
});

/** Password that belongs to {@link SERVICE_USERNAME}. */
export const SERVICE_PASSWORD = setting({
  key: 'kogito.sw.openapi.<key>.password',
  task: 'service-credentials',
  does: 'The password for that user name.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.openapi.pets_yaml.password=${PETS_PASSWORD}',
});

/** Token of a service, whatever its schemes are called. */
export const SERVICE_TOKEN = setting({
  key: 'kogito.sw.openapi.<key>.access_token',
  task: 'service-credentials',
  does: 'A fixed token for the schemes of the service that have no `bearer-token`.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.openapi.pets_yaml.access_token=${PETS_TOKEN}',
});

/** API key of a service, whatever its schemes are called. */
export const SERVICE_API_KEY = setting({
  key: 'kogito.sw.openapi.<key>.api_key',
  task: 'service-credentials',
  does: 'The key for the schemes of the service that have no `api-key`.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.openapi.pets_yaml.api_key=${PETS_KEY}',
});

/** What stands before {@link SERVICE_API_KEY}. */
export const SERVICE_API_KEY_PREFIX = setting({
  key: 'kogito.sw.openapi.<key>.api_key_prefix',
  task: 'service-credentials',
  does: 'A word before the `api_key`, with a blank between them.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.openapi.pets_yaml.api_key_prefix=Token',
});

/** OAuth 2 client of a service, whatever its schemes are called. */
export const SERVICE_CLIENT_ID = setting({
  key: 'kogito.sw.openapi.<key>.client_id',
  task: 'service-credentials',
  does: 'The OAuth 2 client for the schemes of the service without `quarkus.oidc-client.<scheme>.client-id`.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.openapi.pets_yaml.client_id=orchestrator',
});

/** Secret that belongs to {@link SERVICE_CLIENT_ID}. */
export const SERVICE_CLIENT_SECRET = setting({
  key: 'kogito.sw.openapi.<key>.client_secret',
  task: 'service-credentials',
  does: 'The secret of that client.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.openapi.pets_yaml.client_secret=${PETS_SECRET}',
});
