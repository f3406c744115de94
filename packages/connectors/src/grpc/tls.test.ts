import type { sendUnaryData } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpClientOptions } from '../http/http-client.js';
import { callOf, failureOf, never, settings } from '../testing/call.fixture.js';
import { PrivateAuthority } from '../testing/certificates.fixture.js';
import { GrpcConnector } from './grpc-connector.js';
import { GrpcService } from './grpc-service.fixture.js';
import { shop, shopService } from './shop.fixture.js';

describe('calls of gRPC services over TLS', () => {
  const authority = new PrivateAuthority();
  let calls = 0;
  const nothing = (_: unknown, answer: sendUnaryData<object>) => {
    calls += 1;
    answer(null, {});
  };
  const service = GrpcService.use(shopService(), { Nothing: nothing }, authority.issue());
  const open: GrpcConnector[] = [];
  afterEach(() => Promise.all(open.splice(0).map((connector) => connector.close())));

  function run(more: Readonly<Record<string, string>>, options: HttpClientOptions = {}, host = '127.0.0.1') {
    const connector = new GrpcConnector(options);
    open.push(connector);
    const prefix = 'quarkus.grpc.clients.Shop';
    const configuration = settings({
      [`${prefix}.host`]: host,
      [`${prefix}.port`]: String(service().port),
      ...more,
    });
    const operation = 'Shop#Nothing';
    return connector.call(callOf({ operation, description: shop, arguments: {}, configuration }), never);
  }

  const tls = { 'quarkus.grpc.clients.Shop.tls.enabled': 'true' };
  const store = { 'quarkus.grpc.clients.Shop.ssl.trust-store': authority.file };

  it.each(['127.0.0.1', 'localhost'])('reach %s when its authority is named', async (host) => {
    calls = 0;
    expect(await run(store, {}, host)).toEqual({ result: {} });
    expect(await run(tls, { caFiles: [authority.file] }, host)).toEqual({ result: {} });
    expect(calls).toBe(2);
  });

  it('are not made when nobody has named the authority, or another one, or to a plain port', async () => {
    calls = 0;
    const other = new PrivateAuthority().file;
    const attempts = [
      run(tls),
      run(tls, { caFiles: [other] }),
      run({ 'quarkus.grpc.clients.Shop.ssl.trust-store': other }, { caFiles: [authority.file] }),
      run({}),
    ];
    for (const attempt of attempts) expect((await failureOf(attempt)).message).toContain('UNAVAILABLE');
    expect(calls).toBe(0);
  });
});
