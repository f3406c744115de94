import { status } from '@grpc/grpc-js';
import type {
  ServerDuplexStream,
  ServerReadableStream,
  ServerUnaryCall,
  ServerWritableStream,
  sendUnaryData,
} from '@grpc/grpc-js';
import type { Json } from '@orchestrator/definition';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectorCall } from '../connector.js';
import { callOf, failureOf, never, settings } from '../testing/call.fixture.js';
import { GrpcConnector } from './grpc-connector.js';
import { GrpcService } from './grpc-service.fixture.js';
import { shop, shopService } from './shop.fixture.js';

interface Order {
  readonly customer_name?: string;
  readonly amount?: number;
}

describe('GrpcConnector', () => {
  let received: unknown[] = [];
  let key: unknown;
  let trace: unknown;
  let whenCancelled = () => {};
  const service = GrpcService.use(shopService(), {
    Buy: (call: ServerUnaryCall<Order, Order>, answer: sendUnaryData<Order>) => {
      received.push(call.request);
      [key] = call.metadata.get('idempotency-key');
      [trace] = call.metadata.get('traceparent');
      if (call.request.customer_name === 'nobody') {
        answer({ code: status.NOT_FOUND, details: 'no such customer' });
      } else if (call.request.customer_name === 'slow') {
        call.on('cancelled', () => whenCancelled());
      } else {
        answer(null, call.request);
      }
    },
    Nothing: (_: unknown, answer: sendUnaryData<object>) => answer(null, {}),
    Watch: (call: ServerWritableStream<Order, Order>) => {
      for (let amount = 1; amount <= 3; amount += 1) call.write({ amount });
      if (call.request.customer_name !== 'slow') call.end();
    },
    Sum: (call: ServerReadableStream<Order, Order>, answer: sendUnaryData<Order>) => {
      let sum = 0;
      call.on('data', ({ amount = 0 }: Order) => (sum += amount));
      call.on('end', () => answer(null, { amount: sum }));
    },
    Chat: (call: ServerDuplexStream<Order, Order>) => {
      call.on('data', (order: Order) => {
        if (order.amount === 13) call.emit('error', { code: status.OUT_OF_RANGE, details: 'too far' });
        else call.write(order);
      });
      call.on('end', () => call.end());
    },
  });
  let connector = new GrpcConnector();
  beforeEach(() => {
    received = [];
    connector = new GrpcConnector();
  });
  afterEach(() => connector.close());

  function call(
    method: string,
    given?: Json,
    more: Readonly<Record<string, string>> = {},
    host = '127.0.0.1',
  ): ConnectorCall {
    return callOf({
      operation: method.includes('#') ? method : `Shop#${method}`,
      description: shop,
      ...(given !== undefined && { arguments: given }),
      configuration: settings({
        'quarkus.grpc.clients.Shop.host': host,
        'quarkus.grpc.clients.Shop.port': String(service().port),
        ...more,
      }),
    });
  }

  const run = async (...given: Parameters<typeof call>) =>
    (await connector.call(call(...given), never)).result;

  it('calls a method and leaves fields with their default value out', async () => {
    const given = { customerName: 'Ann', amount: 0, state: 'UNKNOWN', item: { label: 'x', state: 'PAID' } };
    expect(await run('Buy', given)).toEqual({ customerName: 'Ann', item: { label: 'x', state: 'PAID' } });
    expect(await run('shop.v1.Shop#Buy', given)).toMatchObject({ customerName: 'Ann' });
    expect(key).toBe('key-1');
    expect(trace).toBeUndefined();
  });

  it('sends what is told of the present context', async () => {
    await connector.close();
    connector = new GrpcConnector({ contextHeaders: () => ({ traceparent: 'context' }) });
    await run('Buy', {});
    expect(trace).toBe('context');
  });

  it('writes enums with their default value when the settings say so', async () => {
    const more = { 'kogito.grpc.enum.includeDefault': 'true' };
    expect(await run('Buy', { item: {} }, more)).toEqual({ state: 'UNKNOWN', item: { state: 'UNKNOWN' } });
  });

  it('takes the fields from the whole data when the workflow gave no arguments', async () => {
    expect(await run('Nothing')).toEqual({});
    expect(await run('Nothing', {})).toEqual({});
    expect(await run('Buy')).toEqual({});
  });

  it.each<[string, Json]>([
    ['names from the file', { customer_name: 'Ann' }],
    ['whole numbers of 64 bits', { number: -5, big: '18446744073709551615' }],
    ['the smallest whole number', { number: '-9223372036854775808' }],
    ['bytes', { data: 'AP8=' }],
    ['fractions', { price: 0.1, ratio: 0.1 }],
    ['what is no number', { ratio: 'NaN', price: '-Infinity' }],
    ['presence', { discount: 0 }],
    ['lists', { items: [{ label: 'a' }, {}] }],
    ['maps', { counts: { a: 1, b: 0 } }],
    ['choices', { cash: '' }],
    ['times', { at: '2026-01-31T08:30:00.120Z', wait: '-1.500s' }],
    ['JSON', { extra: { a: [1, null, { b: 'c' }] }, anyJson: null, list: [true] }],
    ['wrappers', { maybe: 0, mask: 'customerName,item.label' }],
    ['messages of any type', { wrapped: { '@type': 't/shop.v1.Item', label: 'x' } }],
    ['well-known messages of any type', { wrapped: { '@type': 't/google.protobuf.Duration', value: '1s' } }],
    ['names for JSON', { '@odd': 'x' }],
  ])('carries %s there and back', async (what, given) => {
    const expected = what === 'names from the file' ? { customerName: 'Ann' } : given;
    expect(await run('Buy', given)).toEqual(expected);
  });

  it('says to the service what it was given', async () => {
    await run('Buy', { number: '9007199254740993', urgent: true, state: 1, card: '7', amount: null });
    expect(received).toEqual([
      { number: '9007199254740993', urgent: true, state: 'PAID', card: '7', pay: undefined },
    ]);
  });

  it('collects a stream of replies, and sends an array as a stream', async () => {
    expect(await run('Watch', {})).toEqual([{ amount: 1 }, { amount: 2 }, { amount: 3 }]);
    expect(await run('Sum', [{ amount: 2 }, { amount: 3 }])).toEqual({ amount: 5 });
    expect(await run('Chat', [{ customerName: 'a' }, { customerName: 'b' }])).toEqual([
      { customerName: 'a' },
      { customerName: 'b' },
    ]);
    expect(await run('Chat', [])).toEqual([]);
    expect(await failureOf(run('Sum', {}))).toMatchObject({ code: 'bad-arguments' });
  });

  it('fails with the name of the status and what the service said', async () => {
    expect(await failureOf(run('Buy', { customerName: 'nobody' }))).toEqual({
      code: 'grpc-status',
      message: 'NOT_FOUND: no such customer (/shop.v1.Shop/Buy)',
      classes: ['io.grpc.StatusRuntimeException'],
    });
    const stream = failureOf(run('Chat', [{ amount: 1 }, { amount: 13 }]));
    expect((await stream).message).toContain('OUT_OF_RANGE: too far');
  });

  it('gives a stream up after the time that the settings allow', async () => {
    const slow = run('Watch', { customerName: 'slow' }, { 'kogito.grpc.stream.timeout': '0.1' });
    expect((await failureOf(slow)).message).toContain('DEADLINE_EXCEEDED');
  });

  it('ends a call that nobody waits for any more', async () => {
    const stop = new AbortController();
    const cancelled = new Promise<void>((resolve) => (whenCancelled = resolve));
    const running = failureOf(connector.call(call('Buy', { customerName: 'slow' }), stop.signal));
    await expect.poll(() => received.length).toBe(1);
    stop.abort();
    expect((await running).message).toContain('CANCELLED');
    await cancelled;
  });

  it('finds services by name, and says when it does not', async () => {
    expect(await run('Nothing', {}, {}, 'localhost')).toEqual({});
    expect(await failureOf(run('Nothing', {}, {}, 'nowhere.invalid'))).toMatchObject({ code: 'network' });
    const dead = run('Nothing', {}, { 'quarkus.grpc.clients.Shop.port': '1' });
    expect((await failureOf(dead)).message).toContain('UNAVAILABLE');
  });

  it('calls nobody whom the egress rules forbid', async () => {
    const strict = new GrpcConnector({ egress: { allow: ['example.com'] } });
    for (const host of ['127.0.0.1', 'localhost']) {
      const error = await failureOf(strict.call(call('Nothing', {}, {}, host), never));
      expect(error).toMatchObject({ code: 'egress-denied' });
    }
    const metadata = run('Nothing', {}, {}, '169.254.169.254');
    expect(await failureOf(metadata)).toMatchObject({ code: 'egress-denied' });
  });

  it.each<[Json, string]>([
    [{ nme: 'x' }, 'no field nme'],
    [{ item: { labl: 'x' } }, 'no field item.labl'],
    [{ amount: 1.5 }, 'amount must be'],
    [{ amount: 2 ** 31 }, 'amount must be'],
    [{ big: -1 }, 'big must be'],
    [{ state: 'GONE' }, 'one of UNKNOWN, PAID'],
    [{ urgent: 'maybe' }, 'urgent must be'],
    [{ items: {} }, 'items must be'],
    [{ items: [{ label: {} }] }, 'items[0].label must be'],
    [{ labels: { x: 'y' } }, 'labels.x must be'],
    [{ card: '1', cash: '2' }, 'Only one of card, cash'],
    [{ at: 'yesterday' }, 'at must be'],
    [{ wait: 5 }, 'wait must be'],
    [{ extra: [] }, 'extra must be'],
    [{ wrapped: { '@type': 't/unknown' } }, 'wrapped must be'],
    [{ data: '?' }, 'base64'],
    ['text', 'must be an object'],
  ])('refuses %j before anything is sent', async (given, message) => {
    const error = await failureOf(run('Buy', given));
    expect(error.code).toBe('bad-arguments');
    expect(error.message).toContain(message);
    expect(received).toEqual([]);
  });

  it.each([
    ['quarkus.grpc.clients.Shop.port', 'x'],
    ['kogito.grpc.stream.timeout', '-1'],
    ['quarkus.grpc.clients.Shop.host', 'a b'],
    ['quarkus.grpc.clients.Shop.ssl.trust-store', '/nowhere.pem'],
  ])('refuses the setting %s=%s', async (name, value) => {
    expect(await failureOf(run('Buy', {}, { [name]: value }))).toMatchObject({ code: 'bad-setting' });
  });
});

describe('the files of a gRPC service', () => {
  const fails = async (operation: string, files: Readonly<Record<string, string>>) => {
    const description = { ...shop, path: 'a.proto', files: new Map(Object.entries(files)) };
    return failureOf(new GrpcConnector().call(callOf({ operation, description, arguments: {} }), never));
  };

  it.each([
    ['is absent', 'A#b', {}, 'not among the files'],
    ['is something else', 'A#b', { 'a.proto': 'openapi: 3.0.0' }, "can't be read"],
    [
      'lacks an import that is needed',
      'A#b',
      { 'a.proto': 'syntax = "proto3"; import "b.proto"; service A { rpc b (B) returns (B); }' },
      'missing: b.proto',
    ],
    [
      'has no such service',
      'B#b',
      { 'a.proto': 'syntax = "proto3"; service A {}' },
      'no method b of a service B',
    ],
    [
      'has no such method',
      'A#toString',
      { 'a.proto': 'syntax = "proto3"; service A {}' },
      'no method toString',
    ],
  ])('say when the file %s', async (_, operation, files, message) => {
    const error = await fails(operation, files);
    expect(error.code).toBe('bad-description');
    expect(error.message).toContain(message);
  });

  it('may extend the options of Protocol Buffers', async () => {
    const text = `syntax = "proto3"; import "google/protobuf/descriptor.proto";
      extend google.protobuf.MethodOptions { string note = 50001; }
      message M {} service A { rpc b (M) returns (M) { option (note) = "x"; } }`;
    expect(await fails('A#c', { 'a.proto': text })).toMatchObject({
      message: 'a.proto describes no method c of a service A.',
    });
  });
});
