import { setting } from '@orchestrator/definition';

/** User name for a scheme of kind basic, or for tokens by the grant `password`. */
export const USERNAME = setting({
  key: 'quarkus.openapi-generator.<key>.auth.<scheme>.username',
  task: 'credentials',
  does: 'User name for a security scheme of type basic; also for an OAuth 2 client with the grant `password`.',
  value: 'text',
  where: 'workflow',
  example: 'quarkus.openapi-generator.pets_yaml.auth.basicAuth.username=orchestrator',
});

/** Password that belongs to {@link USERNAME}. */
export const PASSWORD = setting({
  key: 'quarkus.openapi-generator.<key>.auth.<scheme>.password',
  task: 'credentials',
  does: 'The password for that user name.',
  value: 'text',
  where: 'workflow',
  example: 'quarkus.openapi-generator.pets_yaml.auth.basicAuth.password=${PETS_PASSWORD}',
});

/** A token that is a setting itself. */
export const BEARER_TOKEN = setting({
  key: 'quarkus.openapi-generator.<key>.auth.<scheme>.bearer-token',
  task: 'credentials',
  does: 'A fixed token for a security scheme of type bearer, OAuth 2 or OpenID Connect. `Bearer` before it may be left out.',
  value: 'text',
  where: 'workflow',
  example: 'quarkus.openapi-generator.pets_yaml.auth.bearerAuth.bearer-token=${PETS_TOKEN}',
});

/** A key that goes where the document says. */
export const API_KEY = setting({
  key: 'quarkus.openapi-generator.<key>.auth.<scheme>.api-key',
  task: 'credentials',
  does: 'The key for a security scheme of type apiKey. It is sent in the header, query parameter or cookie that the document names.',
  value: 'text',
  where: 'workflow',
  example: 'quarkus.openapi-generator.pets_yaml.auth.apiKey.api-key=${PETS_KEY}',
});

/** Whether the `Authorization` header of a call is its API key too. */
export const USE_AUTHORIZATION = setting({
  key: 'quarkus.openapi-generator.<key>.auth.<scheme>.use-authorization-header-value',
  task: 'credentials',
  does: 'Sends what another scheme puts into `Authorization` as the key of this apiKey scheme too.',
  value: '`true` or `false`',
  default: '`false`',
  where: 'workflow',
  example: 'quarkus.openapi-generator.pets_yaml.auth.apiKey.use-authorization-header-value=true',
});

/** Whether the service gets the token that the run was started with. */
export const TOKEN_PROPAGATION = setting({
  key: 'quarkus.openapi-generator.<key>.auth.<scheme>.token-propagation',
  task: 'credentials',
  does: 'Sends the token that the run was started with, and nothing when there is none. It wins over all other credentials of a scheme of type bearer, OAuth 2 or OpenID Connect.',
  value: '`true` or `false`',
  default: '`false`',
  where: 'workflow',
  example: 'quarkus.openapi-generator.pets_yaml.auth.bearerAuth.token-propagation=true',
});

/** Where the token of the run's caller stands. */
export const HEADER_NAME = setting({
  key: 'quarkus.openapi-generator.<key>.auth.<scheme>.header-name',
  task: 'credentials',
  does: 'The header of the start request that holds the token to propagate or to exchange. The portal sends the token of a provider as `X-Authorization-<provider>`.',
  value: 'name of a header',
  default: '`Authorization`',
  where: 'workflow',
  example: 'quarkus.openapi-generator.pets_yaml.auth.bearerAuth.header-name=X-Authorization-Github',
});
