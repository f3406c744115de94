import { afterEach, describe, expect, it } from 'vitest';
import type { Json } from '@orchestrator/definition';
import type { ConnectorCall, Description } from '../connector.js';
import { HttpClient } from '../http/http-client.js';
import { ProxyServer } from '../http/proxy.fixture.js';
import { failureOf, never, settings } from '../testing/call.fixture.js';
import { PrivateAuthority } from '../testing/certificates.fixture.js';
import { HttpService } from '../testing/http-service.fixture.js';
import { callOp, described, multiply, operation } from './description.fixture.js';
import { OpenApiConnector } from './openapi-connector.js';

describe('the settings of a service', () => {
  const authority = new PrivateAuthority();
  const service = HttpService.use();
  const secure = HttpService.use(authority.issue());
  const proxy = ProxyServer.use();
  const http = new HttpClient();
  afterEach(() => http.close());

  const connector = new OpenApiConnector(http);
  const url = (): { [key: string]: string } => ({ 'quarkus.rest-client.pets_yaml.url': service().url });

  function call(document: unknown, given?: Json, more: Partial<ConnectorCall> = {}): ConnectorCall {
    return callOp(described(document), {
      ...(given !== undefined && { arguments: given }),
      configuration: settings(url()),
      ...more,
    });
  }

  const run = async (request: ConnectorCall) => (await connector.call(request, never)).result;

  it.each<[string, { [key: string]: string }, Partial<Description>]>([
    ['the name of its file', { 'quarkus.rest-client.pets_yaml.url': '' }, {}],
    [
      'its alias',
      { 'quarkus.rest-client.my-pets.url': '' },
      { reference: { uri: 'specs/pets.yaml', alias: 'my-pets' } },
    ],
    [
      'its address',
      { 'kogito.sw.operationIdStrategy': 'FULL_URI', 'quarkus.rest-client.specs_pets_yaml.url': '' },
      {},
    ],
    ['its title', { 'kogito.sw.operationIdStrategy': 'SPEC_TITLE', 'quarkus.rest-client.Pets.url': '' }, {}],
    [
      'its function',
      { 'kogito.sw.operationIdStrategy': 'FUNCTION_NAME', 'quarkus.rest-client.w_f.url': '' },
      {},
    ],
    ['its configKey', { 'quarkus.rest-client.pets_yaml.one.url': '' }, { configKey: 'one' }],
    [
      'its configKey behind a separator',
      { 'kogito.rest_client.config_key.separator': '_', 'quarkus.rest-client.pets_yaml_one.url': '' },
      { configKey: 'one' },
    ],
    ['the settings of another runtime', { 'kogito.sw.openapi.pets_yaml.url': '' }, {}],
  ])('finds a service by %s', async (_, keys, more) => {
    const values = Object.entries(keys).map(
      ([key, value]) => [key, value || `${service().url}/base/`] as const,
    );
    const configuration = settings(Object.fromEntries(values));
    await run(callOp(described(multiply, more), { configuration }));
    expect(service().last.url).toBe('/base/op');
  });

  it.each(['', ' ', 'null', 'two'])('refuses a configKey that gives %j', async (configKey) => {
    const configuration = settings({ ...url(), 'quarkus.rest-client.pets_yaml.one.url': service().url });
    const error = await failureOf(run(callOp(described(multiply, { configKey }), { configuration })));
    expect(error.code).toBe('bad-arguments');
    expect(service().received).toEqual([]);
  });

  it('takes the address that the document declares when none is configured', async () => {
    const { host } = new URL(service().url);
    const servers = [{ url: 'http://{host}/v1', variables: { host: { default: host } } }];
    const swagger = {
      swagger: '2.0',
      host,
      basePath: '/v2',
      schemes: ['http'],
      paths: { '/op': { get: { operationId: 'op' } } },
    };
    const remote = described(operation({}, { method: 'get' }), { path: `${service().url}/specs/pets.yaml` });
    const relative = described(operation({}, { servers: [{ url: '../v3' }] }), {
      path: `${service().url}/specs/pets.yaml`,
    });
    for (const description of [described({ ...multiply, servers }), described(swagger), remote, relative]) {
      await run(callOp(description));
    }
    expect(service().received.map((each) => each.url)).toEqual(['/v1/op', '/v2/op', '/op', '/v3/op']);
  });

  it.each([
    [undefined, /set quarkus\.rest-client\.pets_yaml\.url/],
    ['nonsense', /no http or https address/],
    ['ftp://host', /no http or https address/],
    ['http://bob:s3cret@host', /holds a user name or password/],
  ])('says what to do about the address %j', async (address, message) => {
    const configuration = settings(
      address === undefined ? {} : { 'quarkus.rest-client.pets_yaml.url': address },
    );
    const error = await failureOf(run(callOp(described(multiply), { configuration })));
    expect(error.code).toBe('service-not-configured');
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('s3cret');
  });

  it('keeps to the limits and redirects that are configured', async () => {
    const prefix = 'quarkus.rest-client.pets_yaml';
    const configuration = settings({
      ...url(),
      [`${prefix}.connect-timeout`]: '5s',
      [`${prefix}.follow-redirects`]: 'true',
    });
    service().answer = (response, { url: path }) =>
      path === '/op' ? response.writeHead(307, { location: '/moved' }).end() : response.end('{}');
    expect(await run(call(multiply, {}, { configuration }))).toEqual({});
    service().answer = () => undefined;
    const hasty = settings({ ...url(), [`${prefix}.read-timeout`]: 'PT0.1S' });
    expect(await failureOf(run(call(multiply, {}, { configuration: hasty })))).toMatchObject({
      code: 'timeout',
    });
  });

  it('calls through the configured proxy', async () => {
    proxy().target = service().port;
    const prefix = 'quarkus.rest-client.pets_yaml';
    const configuration = settings({
      [`${prefix}.url`]: 'http://pets.example',
      [`${prefix}.proxy-address`]: `127.0.0.1:${proxy().port}`,
      [`${prefix}.proxy-user`]: 'u',
      [`${prefix}.proxy-password`]: 'p',
    });
    await run(call(multiply, {}, { configuration }));
    expect(proxy().asked).toEqual([{ request: 'POST http://pets.example/op', credentials: 'Basic dTpw' }]);
    expect(service().last.headers.host).toBe('pets.example');
  });

  it('trusts the authority that is configured for the service, or whatever is there on request', async () => {
    const address = { 'quarkus.rest-client.pets_yaml.url': secure().url };
    const answered = async (more: { [key: string]: string }) =>
      run(call(multiply, {}, { configuration: settings({ ...address, ...more }) }));
    expect(await failureOf(answered({}))).toMatchObject({ code: 'network' });
    const trustStore = 'quarkus.rest-client.pets_yaml.trust-store';
    expect(await answered({ [trustStore]: authority.file })).toEqual({});
    expect(await answered({ [trustStore]: `file://${authority.file}` })).toEqual({});
    expect(await answered({ 'quarkus.tls.trust-all': 'true' })).toEqual({});
    expect(await failureOf(answered({ 'quarkus.tls.trust-all': 'false' }))).toMatchObject({
      code: 'network',
    });
    expect(secure().received).toHaveLength(3);
  });

  it.each([
    ['read-timeout', 'soon'],
    ['trust-store', 'store.jks'],
    ['proxy-address', 'a b'],
  ])('refuses the setting %s: %s', async (name, value) => {
    const configuration = settings({ ...url(), [`quarkus.rest-client.pets_yaml.${name}`]: value });
    const error = await failureOf(run(call(multiply, {}, { configuration })));
    expect(error).toMatchObject({ code: 'service-not-configured' });
    expect(error.message).toContain(`quarkus.rest-client.pets_yaml.${name}`);
  });
});
