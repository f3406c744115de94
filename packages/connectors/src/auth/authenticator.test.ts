import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '@orchestrator/definition';
import { HttpClient } from '../http/http-client.js';
import { callOf, failureOf, never, settings } from '../testing/call.fixture.js';
import { HttpService } from '../testing/http-service.fixture.js';
import { Authenticator } from './authenticator.js';
import type { Credentials } from './authenticator.js';
import type { SecurityScheme } from './security-scheme.js';

const own = 'quarkus.openapi-generator.pets_yaml.auth';
const other = 'kogito.sw.openapi.pets_yaml';
const bearer: SecurityScheme = { name: 'my-token', kind: 'bearer' };
const basic: SecurityScheme = { name: 'login', kind: 'basic' };
const key: SecurityScheme = { name: 'key', kind: 'apiKey', place: 'header', parameter: 'X-Key' };
const oauth: SecurityScheme = { name: 'my-oauth', kind: 'oauth2', tokenUrls: {} };

describe('Authenticator', () => {
  const provider = HttpService.use();
  const http = new HttpClient();
  afterEach(() => http.close());
  let now = 0;

  interface Situation {
    readonly authenticator?: Authenticator;
    readonly headers?: JsonObject;
    readonly instanceId?: string;
    readonly signal?: AbortSignal;
  }

  function credentials(
    schemes: readonly SecurityScheme[],
    values: { readonly [key: string]: string },
    { authenticator = fresh(), headers = {}, instanceId = 'i-1', signal = never }: Situation = {},
  ): Promise<Credentials> {
    const { run } = callOf({});
    const call = {
      configuration: settings(values),
      headers,
      run: { ...run, instanceId },
      file: 'pets_yaml',
      baseUrl: `${provider().url}/api`,
    };
    return authenticator.credentials(schemes, call, signal);
  }

  const fresh = () => new Authenticator(http, () => now);

  const authorization = async (...given: Parameters<typeof credentials>) =>
    (await credentials(...given)).headers.get('Authorization');

  function oidc(more: { readonly [key: string]: string } = {}): { [key: string]: string } {
    const all = {
      'auth-server-url': `${provider().url}/`,
      'token-path': '/token',
      'client-id': 'me',
      'credentials.secret': 's3cret',
      ...more,
    };
    return Object.fromEntries(
      Object.entries(all).map(([name, value]) => [`quarkus.oidc-client.my_oauth.${name}`, value]),
    );
  }

  function issue(...tokens: object[]): void {
    provider().answer = (response) => {
      const token = tokens.length > 1 ? tokens.shift() : tokens[0];
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(token));
    };
  }

  it.each<[SecurityScheme, { [key: string]: string }, [string, string][]]>([
    [bearer, { [`${own}.my_token.bearer-token`]: 't' }, [['Authorization', 'Bearer t']]],
    [bearer, { [`${own}.my_token.bearer-token`]: 'Bearer t' }, [['Authorization', 'Bearer t']]],
    [
      { name: 'BearerToken', kind: 'bearer' },
      { [`${own}.bearertoken.bearer-token`]: 't' },
      [['Authorization', 'Bearer t']],
    ],
    [bearer, { [`${other}.access_token`]: 't' }, [['Authorization', 'Bearer t']]],
    [
      basic,
      { [`${own}.login.username`]: 'u', [`${own}.login.password`]: 'p' },
      [['Authorization', 'Basic dTpw']],
    ],
    [basic, { [`${other}.username`]: 'u', [`${other}.password`]: 'p' }, [['Authorization', 'Basic dTpw']]],
    [key, { [`${own}.key.api-key`]: 'k' }, [['X-Key', 'k']]],
    [key, { [`${other}.api_key`]: 'k', [`${other}.api_key_prefix`]: 'Token' }, [['X-Key', 'Token k']]],
    [oauth, { [`${own}.my_oauth.bearer-token`]: 't' }, [['Authorization', 'Bearer t']]],
    [bearer, { [`${own}.my_token.bearer-token`]: ' ' }, []],
    [basic, {}, []],
    [oauth, {}, []],
  ])('reads the credentials of %j from %j', async (scheme, values, headers) => {
    expect([...(await credentials([scheme], values)).headers]).toEqual(headers);
    expect(provider().received).toEqual([]);
  });

  it('uses all schemes that have credentials, the first of them for Authorization', async () => {
    const values = {
      [`${own}.login.username`]: 'u',
      [`${own}.my_token.bearer-token`]: 't',
      [`${own}.key.api-key`]: 'k',
    };
    expect([...(await credentials([key, bearer, basic], values)).headers]).toEqual([
      ['Authorization', 'Bearer t'],
      ['X-Key', 'k'],
    ]);
    const shared = { ...values, [`${own}.key.use-authorization-header-value`]: 'true' };
    expect((await credentials([key, bearer], shared)).headers.get('X-Key')).toBe('Bearer t');
  });

  it.each([
    [undefined, { authorization: 'secret' }, 'Bearer secret'],
    [undefined, { Authorization: 'bearer secret' }, 'Bearer secret'],
    ['X-Authorization-Github', { 'x-authorization-github': 'gh', Authorization: 'no' }, 'Bearer gh'],
    ['X-Authorization-Github', { Authorization: 'no' }, undefined],
  ])('hands on the token of the caller from the header %s of %j', async (header, headers, sent) => {
    for (const scheme of [bearer, oauth]) {
      const prefix = `${own}.${scheme.name.replace('-', '_')}`;
      const values = {
        ...oidc(),
        'sonataflow.security.auth.my_oauth.token-exchange.enabled': 'true',
        [`${prefix}.bearer-token`]: 'configured',
        [`${prefix}.token-propagation`]: 'true',
        ...(header !== undefined && { [`${prefix}.header-name`]: header }),
      };
      expect(await authorization([scheme], values, { headers })).toBe(sent);
    }
    expect(provider().received).toEqual([]);
  });

  it('gets a token for the client and keeps it until shortly before its end', async () => {
    const authenticator = fresh();
    issue({ access_token: 'a', expires_in: 300 }, { access_token: 'b', expires_in: '300' });
    const get = () => authorization([oauth], oidc(), { authenticator });
    expect(await Promise.all([get(), get()])).toEqual(['Bearer a', 'Bearer a']);
    now = 269_000;
    expect(await get()).toBe('Bearer a');
    now = 271_000;
    expect(await get()).toBe('Bearer b');
    expect(provider().received).toHaveLength(2);
    expect(provider().received[0]).toMatchObject({
      method: 'POST',
      url: '/token',
      body: 'grant_type=client_credentials',
      headers: {
        authorization: `Basic ${btoa('me:s3cret')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
  });

  it('keeps no token whose end is unknown, and tokens of other settings apart', async () => {
    const authenticator = fresh();
    issue({ access_token: 'a' }, { access_token: 'b', expires_in: 60 }, { access_token: 'c' });
    expect(await authorization([oauth], oidc(), { authenticator })).toBe('Bearer a');
    expect(await authorization([oauth], oidc(), { authenticator })).toBe('Bearer b');
    expect(await authorization([oauth], oidc({ scopes: 'x' }), { authenticator })).toBe('Bearer c');
    expect(await authorization([oauth], oidc(), { authenticator })).toBe('Bearer b');
  });

  it('goes on with a kept token while a new one cannot be had', async () => {
    const authenticator = fresh();
    now = 0;
    issue({ access_token: 'a', expires_in: 100 });
    await authorization([oauth], oidc(), { authenticator });
    provider().answer = (response) => response.writeHead(503).end();
    now = 99_000;
    expect(await authorization([oauth], oidc(), { authenticator })).toBe('Bearer a');
    now = 100_000;
    expect(await failureOf(authorization([oauth], oidc(), { authenticator }))).toMatchObject({
      code: 'authentication-failed',
    });
  });

  it('does not let a call that is given up end the request that another one waits for', async () => {
    const authenticator = fresh();
    const given = new AbortController();
    const asked = new Promise<() => void>((resolve) => {
      provider().answer = (response) => resolve(() => response.end('{"access_token":"a"}'));
    });
    const first = authorization([oauth], oidc(), { authenticator, signal: given.signal });
    const second = authorization([oauth], oidc(), { authenticator });
    const answer = await asked;
    given.abort();
    await expect(first).rejects.toThrow(/abort/i);
    answer();
    expect(await second).toBe('Bearer a');
    expect(provider().received).toHaveLength(1);
  });

  it.each([
    [
      {
        'grant.type': 'password',
        'grant-options.password.username': 'u',
        'grant-options.password.password': 'p',
      },
      'grant_type=password&username=u&password=p',
    ],
    [
      { 'credentials.client-secret.method': 'post', scopes: 'a,b' },
      'grant_type=client_credentials&scope=a+b&client_id=me&client_secret=s3cret',
    ],
  ])('asks for tokens as %j says', async (more, sent) => {
    issue({ access_token: 'a' });
    await authorization([oauth], oidc(more));
    expect(provider().last.body).toBe(sent);
  });

  it('finds the token endpoint by the settings, the metadata of the provider or the document', async () => {
    provider().answer = (response, { url }) => {
      const metadata = { token_endpoint: `${provider().url}/discovered` };
      response.end(JSON.stringify(url.includes('.well-known') ? metadata : { access_token: 'a' }));
    };
    const id = { 'quarkus.oidc-client.my_oauth.client-id': 'me' };
    const declared = (more: object): SecurityScheme => ({ ...oauth, ...more });
    await authorization([oauth], oidc({ 'token-path': `${provider().url}/absolute` }));
    await authorization([oauth], oidc({ 'token-path': '' }));
    await authorization([declared({ tokenUrls: { client: 'relative' } })], id);
    await authorization([declared({ tokenUrls: { password: '/password' } })], id);
    await authorization([declared({ discoveryUrl: `${provider().url}/.well-known/x` })], id);
    expect(provider().received.map(({ url }) => url)).toEqual([
      '/absolute',
      '/.well-known/openid-configuration',
      '/discovered',
      '/api/relative',
      '/password',
      '/.well-known/x',
      '/discovered',
    ]);
    expect(await failureOf(authorization([oauth], id))).toMatchObject({
      message: expect.stringContaining('set quarkus.oidc-client.my_oauth.auth-server-url') as string,
    });
  });

  it('says what the token endpoint refused, but nothing that was sent', async () => {
    provider().answer = (response) =>
      response.writeHead(401).end('{"error":"invalid_client","error_description":"s3cret"}');
    const error = await failureOf(authorization([oauth], oidc()));
    expect(error).toEqual({
      code: 'authentication-failed',
      message:
        'The token endpoint of the security scheme my_oauth answered 401 (invalid_client); check the settings below quarkus.oidc-client.my_oauth.',
      classes: ['jakarta.ws.rs.ProcessingException'],
    });
    provider().answer = (response) => response.end('<html>');
    expect((await failureOf(authorization([oauth], oidc()))).message).toContain('without a token');
  });

  describe('token exchange', () => {
    const exchange = 'sonataflow.security.auth.my_oauth.token-exchange';
    const values = () => ({ ...oidc(), [`${exchange}.enabled`]: 'true' });

    it('exchanges the token of the caller for each run on its own', async () => {
      const authenticator = fresh();
      now = 0;
      issue({ access_token: 'a', expires_in: 3600 }, { access_token: 'b', expires_in: 3600 });
      const headers = { Authorization: 'Bearer caller' };
      const get = (instanceId: string) =>
        authorization([oauth], values(), { authenticator, headers, instanceId });
      expect([await get('i-1'), await get('i-2'), await get('i-1')]).toEqual([
        'Bearer a',
        'Bearer b',
        'Bearer a',
      ]);
      expect(new URLSearchParams(provider().last.body).get('subject_token')).toBe('caller');
      expect(new URLSearchParams(provider().last.body).get('grant_type')).toBe(
        'urn:ietf:params:oauth:grant-type:token-exchange',
      );
    });

    it('replaces a token in time, and renews it when the token of the caller is not known any more', async () => {
      const authenticator = fresh();
      now = 0;
      issue(
        { access_token: 'a', expires_in: 3600, refresh_token: 'r' },
        { access_token: 'b', expires_in: 3600 },
      );
      const own = { ...values(), [`${exchange}.proactive-refresh-seconds`]: '600' };
      await authorization([oauth], own, { authenticator, headers: { Authorization: 'caller' } });
      now = 2_999_000;
      expect(await authorization([oauth], own, { authenticator })).toBe('Bearer a');
      now = 3_001_000;
      expect(await authorization([oauth], own, { authenticator })).toBe('Bearer b');
      expect(provider().last.body).toBe('grant_type=refresh_token&refresh_token=r');
    });

    it('says so when there is nothing to exchange', async () => {
      expect(await failureOf(authorization([oauth], values()))).toMatchObject({
        code: 'authentication-failed',
        message: expect.stringContaining('started without the header Authorization') as string,
      });
    });
  });
});
