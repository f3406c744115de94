import { setting } from '@orchestrator/definition';

/** The client that gets tokens. */
export const CLIENT_ID = setting({
  key: 'quarkus.oidc-client.<scheme>.client-id',
  task: 'tokens',
  does: 'The OAuth 2 client that gets tokens for a scheme. Without one, the scheme gets none.',
  value: 'text',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.client-id=orchestrator',
});

/** The secret of the client. */
export const CLIENT_SECRET = setting({
  key: 'quarkus.oidc-client.<scheme>.credentials.secret',
  task: 'tokens',
  does: 'The secret of the client.',
  value: 'text',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.credentials.secret=${PETS_SECRET}',
});

/** The same as {@link CLIENT_SECRET} under another name. */
export const CLIENT_SECRET_VALUE = setting({
  key: 'quarkus.oidc-client.<scheme>.credentials.client-secret.value',
  task: 'tokens',
  does: 'The secret of the client, where `credentials.secret` is not set.',
  value: 'text',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.credentials.client-secret.value=${PETS_SECRET}',
});

/** How the client shows its secret. */
export const CLIENT_SECRET_METHOD = setting({
  key: 'quarkus.oidc-client.<scheme>.credentials.client-secret.method',
  task: 'tokens',
  does: 'How the client shows its secret: by HTTP basic authentication, or in the form of the token request.',
  value: '`basic` or `post`',
  default: '`basic`',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.credentials.client-secret.method=post',
});

/** How tokens are got. */
export const GRANT_TYPE = setting({
  key: 'quarkus.oidc-client.<scheme>.grant.type',
  task: 'tokens',
  does: 'How tokens are got: for the client itself, for a user whose password is set, or for the token that the run was started with.',
  value: '`client`, `password` or `exchange`',
  default: 'what the document declares',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.grant.type=client',
});

/** Scopes of the tokens. */
export const SCOPES = setting({
  key: 'quarkus.oidc-client.<scheme>.scopes',
  task: 'tokens',
  does: 'The scopes that tokens are asked for.',
  value: 'words with commas or blanks between them',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.scopes=read:pets,write:pets',
});

/** User of the grant `password`. */
export const GRANT_USERNAME = setting({
  key: 'quarkus.oidc-client.<scheme>.grant-options.password.username',
  task: 'tokens',
  does: 'The user of the grant `password`.',
  value: 'text',
  default: 'the `username` of the scheme, then of the service',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.grant-options.password.username=robot',
});

/** Password of the grant `password`. */
export const GRANT_PASSWORD = setting({
  key: 'quarkus.oidc-client.<scheme>.grant-options.password.password',
  task: 'tokens',
  does: 'The password of that user.',
  value: 'text',
  default: 'the `password` of the scheme, then of the service',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.grant-options.password.password=${ROBOT_PASSWORD}',
});

/** Whom exchanged tokens are for. */
export const EXCHANGE_AUDIENCE = setting({
  key: 'quarkus.oidc-client.<scheme>.grant-options.exchange.audience',
  task: 'tokens',
  does: 'The service that exchanged tokens are for.',
  value: 'text',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.grant-options.exchange.audience=pets',
});

/** Where tokens are to be had, below the provider or as a whole address. */
export const TOKEN_PATH = setting({
  key: 'quarkus.oidc-client.<scheme>.token-path',
  task: 'tokens',
  does: 'The token endpoint: a path below `auth-server-url`, or a whole address.',
  value: 'path or http or https address',
  default: 'what the provider tells by discovery, else the `tokenUrl` of the document',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.token-path=/protocol/openid-connect/token',
});

/** The provider. */
export const AUTH_SERVER = setting({
  key: 'quarkus.oidc-client.<scheme>.auth-server-url',
  task: 'tokens',
  does: 'The address of the provider that gives tokens.',
  value: 'http or https address',
  default: 'what the document declares',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.auth-server-url=https://login.example.com/realms/pets',
});

/** Whether the provider is asked where it gives tokens. */
export const DISCOVERY_ENABLED = setting({
  key: 'quarkus.oidc-client.<scheme>.discovery-enabled',
  task: 'tokens',
  does: 'Asks the provider at `/.well-known/openid-configuration` for its token endpoint, where no `token-path` is set.',
  value: '`true` or `false`',
  default: '`true`',
  where: 'workflow',
  example: 'quarkus.oidc-client.oauth.discovery-enabled=false',
});

/** Whether the token of the run's caller is exchanged. */
export const EXCHANGE_ENABLED = setting({
  key: 'sonataflow.security.auth.<scheme>.token-exchange.enabled',
  task: 'tokens',
  does: 'Exchanges the token that the run was started with for one of the service, as the grant `exchange` does.',
  value: '`true` or `false`',
  default: '`false`',
  where: 'workflow',
  example: 'sonataflow.security.auth.oauth.token-exchange.enabled=true',
});

/** When exchanged tokens are replaced. */
export const EXCHANGE_REFRESH = setting({
  key: 'sonataflow.security.auth.<scheme>.token-exchange.proactive-refresh-seconds',
  task: 'tokens',
  does: 'How long before its end an exchanged token is replaced; at most half of its life.',
  value: 'seconds',
  default: '`300`',
  where: 'workflow',
  example: 'sonataflow.security.auth.oauth.token-exchange.proactive-refresh-seconds=60',
});
