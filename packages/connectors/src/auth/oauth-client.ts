import { PASSWORD, USERNAME } from './credential-settings.js';
import {
  AUTH_SERVER,
  CLIENT_ID,
  CLIENT_SECRET,
  CLIENT_SECRET_METHOD,
  CLIENT_SECRET_VALUE,
  DISCOVERY_ENABLED,
  EXCHANGE_AUDIENCE,
  EXCHANGE_ENABLED,
  GRANT_PASSWORD,
  GRANT_TYPE,
  GRANT_USERNAME,
  SCOPES,
  TOKEN_PATH,
} from './oauth-settings.js';
import type { SchemeSettings } from './scheme-settings.js';
import type { SecurityScheme } from './security-scheme.js';
import {
  SERVICE_CLIENT_ID,
  SERVICE_CLIENT_SECRET,
  SERVICE_PASSWORD,
  SERVICE_USERNAME,
} from './service-settings.js';
import type { TokenForm } from './token-endpoint.js';

/** What is needed to get tokens for a scheme. */
export interface OAuthClient {
  /** Name of the scheme in settings, for messages. */
  readonly scheme: string;
  readonly id: string;
  readonly secret?: string;
  /** How the client identifies itself: HTTP basic authentication, or fields of the form. */
  readonly method: 'basic' | 'post';
  readonly grant: Grant;
  /** Fields of the request besides those of the client. */
  readonly form: TokenForm;
  readonly tokenUrl?: string;
  readonly discoveryUrl?: string;
}

/** How a client gets its tokens: for itself, for a user whose password it knows, for the token of the run's caller. */
export type Grant = 'client' | 'password' | 'exchange';

type OAuth2Scheme = Extract<SecurityScheme, { kind: 'oauth2' }>;

/**
 * Reads `quarkus.oidc-client.<scheme>.*` (workflow-runtime.md 8.3) and what the document adds; undefined when the scheme
 * has no client.
 *
 * @param baseUrl - of the service, which relative addresses in its document start at
 */
export function oauthClient(
  scheme: OAuth2Scheme,
  settings: SchemeSettings,
  baseUrl: string,
): OAuthClient | undefined {
  const id = settings.read(CLIENT_ID, SERVICE_CLIENT_ID);
  if (id === undefined) return undefined;
  const secret = settings.read(CLIENT_SECRET, CLIENT_SECRET_VALUE, SERVICE_CLIENT_SECRET);
  const grant = grantOf(scheme, settings);
  return {
    scheme: settings.scheme,
    id,
    ...(secret !== undefined && { secret }),
    method: settings.read(CLIENT_SECRET_METHOD)?.startsWith('post') ? 'post' : 'basic',
    grant,
    form: formOf(grant, settings),
    ...endpoint(scheme, grant, settings, baseUrl),
  };
}

function grantOf({ tokenUrls }: OAuth2Scheme, settings: SchemeSettings): Grant {
  const written = settings.read(GRANT_TYPE)?.toLowerCase();
  if (settings.isOn(EXCHANGE_ENABLED) || written === 'exchange') return 'exchange';
  if (written !== undefined) return written === 'password' ? 'password' : 'client';
  return tokenUrls.client === undefined && tokenUrls.password !== undefined ? 'password' : 'client';
}

function formOf(grant: Grant, settings: SchemeSettings): TokenForm {
  const scopes = settings
    .read(SCOPES)
    ?.split(/[\s,]+/)
    .join(' ');
  const scope: TokenForm = scopes === undefined ? {} : { scope: scopes };
  switch (grant) {
    case 'client':
      return { grant_type: 'client_credentials', ...scope };
    case 'password': {
      const user = settings.read(GRANT_USERNAME, USERNAME, SERVICE_USERNAME);
      const password = settings.read(GRANT_PASSWORD, PASSWORD, SERVICE_PASSWORD);
      return { grant_type: 'password', username: user ?? '', password: password ?? '', ...scope };
    }
    case 'exchange': {
      const audience = settings.read(EXCHANGE_AUDIENCE);
      return {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        ...(audience !== undefined && { audience }),
        ...scope,
      };
    }
  }
}

function endpoint(
  { tokenUrls, discoveryUrl }: OAuth2Scheme,
  grant: Grant,
  settings: SchemeSettings,
  baseUrl: string,
): Pick<OAuthClient, 'tokenUrl' | 'discoveryUrl'> {
  const path = settings.read(TOKEN_PATH);
  if (path !== undefined && /^https?:/i.test(path)) return { tokenUrl: path };
  const server = settings.read(AUTH_SERVER)?.replace(/\/+$/, '');
  if (server !== undefined && path !== undefined)
    return { tokenUrl: `${server}/${path.replace(/^\/+/, '')}` };
  if (server !== undefined && settings.read(DISCOVERY_ENABLED)?.toLowerCase() !== 'false') {
    return { discoveryUrl: `${server}/.well-known/openid-configuration` };
  }
  const declared = grant === 'password' ? tokenUrls.password : (tokenUrls.client ?? tokenUrls.password);
  if (declared !== undefined && URL.canParse(declared, `${baseUrl}/`)) {
    return { tokenUrl: new URL(declared, `${baseUrl}/`).href };
  }
  return discoveryUrl === undefined ? {} : { discoveryUrl };
}
