import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connector } from '../connector.js';
import { GraphqlConnector } from '../graphql/graphql-connector.js';
import { KnativeConnector } from '../knative/knative-connector.js';
import { OdataConnector } from '../odata/odata-connector.js';
import { RestConnector } from '../rest/rest-connector.js';
import { callOf, failureOf, never, settings } from '../testing/call.fixture.js';
import { PrivateAuthority } from '../testing/certificates.fixture.js';
import { HttpService } from '../testing/http-service.fixture.js';
import { HttpClient } from './http-client.js';
import type { HttpClientOptions } from './http-client.js';
import type { HttpRequest } from './messages.js';
import { RequestHeaders } from './request-headers.js';

describe('calls over TLS', () => {
  const authority = new PrivateAuthority();
  const service = HttpService.use(authority.issue());
  const misnamed = HttpService.use(authority.issue('elsewhere.example'));
  const open: HttpClient[] = [];
  afterEach(() => Promise.all(open.splice(0).map((client) => client.close())));

  function client(options: HttpClientOptions = {}): HttpClient {
    const created = new HttpClient(options);
    open.push(created);
    return created;
  }

  const get = (more: Partial<HttpRequest> = {}): HttpRequest => ({
    method: 'GET',
    url: new URL(service().url),
    headers: new RequestHeaders({ authorization: 'Bearer s3cret' }),
    ...more,
  });

  it('are not made to a service whose authority nobody has named, and the failure says how to name it', async () => {
    const error = await failureOf(client().send(get(), never));
    expect(error).toMatchObject({ code: 'network' });
    expect(error.message).toContain("authority that isn't trusted");
    expect(error.message).toContain('orchestrator.http.ca-files');
    expect(service().received).toEqual([]);
  });

  it('reach a service whose authority is named for all calls, or for this one', async () => {
    const everywhere = client({ caFiles: [authority.file] });
    expect((await everywhere.send(get(), never)).status).toBe(200);
    const once = client();
    expect((await once.send(get({ caFiles: [authority.file] }), never)).status).toBe(200);
    expect(await failureOf(once.send(get(), never))).toMatchObject({ code: 'network' });
  });

  it('are not made to a service that shows the certificate of another', async () => {
    const trusting = client({ caFiles: [authority.file, new PrivateAuthority().file] });
    const error = await failureOf(trusting.send(get({ url: new URL(misnamed().url) }), never));
    expect(error.message).toContain('certificate for another name');
    expect(misnamed().received).toEqual([]);
  });

  it('trust an authority no more than its certificate says', async () => {
    const stranger = client({ caFiles: [new PrivateAuthority().file] });
    expect((await failureOf(stranger.send(get(), never))).message).toContain("isn't trusted");
    expect(service().received).toEqual([]);
  });

  it('fail with the name of a file that holds no certificate', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'ca-')), 'ca.pem');
    writeFileSync(file, 'none');
    for (const caFiles of [[file], [`${file}.absent`]]) {
      const error = await failureOf(client({ caFiles }).send(get(), never));
      expect(error).toMatchObject({ code: 'bad-setting' });
      expect(error.message).toContain(file);
    }
  });

  it.each([
    ['true', service],
    ['TRUE', misnamed],
  ])('take any certificate with quarkus.tls.trust-all=%s', async (value, called) => {
    const rest = new RestConnector(client());
    const call = { operation: `GET:${called().url}/x`, arguments: {} };
    const trusting = { ...call, configuration: settings({ 'quarkus.tls.trust-all': value }) };
    expect(await rest.call(callOf(trusting), never)).toMatchObject({ result: { ok: true } });
    expect(await failureOf(rest.call(callOf(call), never))).toMatchObject({ code: 'network' });
    const other = { ...call, configuration: settings({ 'quarkus.tls.trust-all': 'no' }) };
    expect(await failureOf(rest.call(callOf(other), never))).toMatchObject({ code: 'network' });
    expect(called().received).toHaveLength(1);
  });

  it.each<[string, (http: HttpClient) => Connector, (url: string) => string]>([
    ['GraphQL', (http) => new GraphqlConnector(http), (url) => `${url}#query#pets`],
    ['OData', (http) => new OdataConnector(http), (url) => `${url}#Pets`],
    ['Knative', (http) => new KnativeConnector(http), () => 'greeter'],
  ])('take any certificate for functions of %s on request only', async (_, connectorWith, operationAt) => {
    const connector = connectorWith(client());
    const call = async (more: { [key: string]: string }) => {
      const configuration = settings({ 'orchestrator.discovery.greeter': service().url, ...more });
      const operation = operationAt(service().url);
      await connector.call(callOf({ operation, arguments: {}, configuration }), never).catch(() => undefined);
      return service().received.length;
    };
    expect(await call({})).toBe(0);
    expect(await call({ 'quarkus.tls.trust-all': 'true' })).toBeGreaterThan(0);
  });
});
