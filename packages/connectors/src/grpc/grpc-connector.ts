import protobuf from 'protobufjs';
import type { Method, Type } from 'protobufjs';
import type { Json } from '@orchestrator/definition';
import { badArguments, CallFailure } from '../call-failure.js';
import type { CallResult, Connector, ConnectorCall } from '../connector.js';
import { Egress } from '../http/egress.js';
import type { HttpClientOptions } from '../http/http-client.js';
import { Channels } from './channels.js';
import { exchange } from './exchange.js';
import { grpcSettingsOf } from './grpc-settings.js';
import { messageOf } from './json-to-message.js';
import { jsonOfMessage } from './message-to-json.js';
import { badDescription, protoFilesOf } from './proto-files.js';
import type { MessageFields } from './struct.js';

/** Milliseconds that a call without streams may take. */
const TIMEOUT = 60_000;

/**
 * Calls methods of gRPC services: `<Service>#<Method>` of a Protocol Buffers file (workflow-runtime.md 2.5). Streams of
 * requests are arrays of arguments, streams of replies are arrays as results.
 */
export class GrpcConnector implements Connector {
  readonly #channels: Channels;
  readonly #contextHeaders: NonNullable<HttpClientOptions['contextHeaders']>;

  /**
   * @param caFiles - PEM files with certificates of authorities that are trusted besides the usual ones
   * @throws EgressRuleError when the egress rules are not readable
   */
  constructor({
    egress,
    caFiles,
    contextHeaders = () => ({}),
  }: Pick<HttpClientOptions, 'egress' | 'caFiles' | 'contextHeaders'> = {}) {
    this.#contextHeaders = contextHeaders;
    this.#channels = new Channels(new Egress(egress), caFiles);
  }

  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    const { path, service, method, request, reply } = methodOf(call);
    const settings = grpcSettingsOf(service, call);
    const messages = givenMessages(call, method).map((given) =>
      request.encode(messageOf(request, given, { passOver: !call.hasArguments })).finish(),
    );
    const streams = method.requestStream === true || method.responseStream === true;
    const replies = await exchange(
      await this.#channels.to(settings),
      {
        path,
        messages,
        metadata: { ...this.#contextHeaders(), 'idempotency-key': call.idempotencyKey },
        timeout: streams ? settings.streamTimeout : TIMEOUT,
      },
      signal,
    );
    const values = replies.map((bytes) => jsonOfMessage(reply, decode(reply, bytes, path), settings));
    if (method.responseStream === true) return { result: values };
    const [result] = values;
    if (result === undefined || values.length > 1) throw badResponse(path, `${values.length} replies`);
    return { result };
  }

  /** Ends all connections. */
  close(): Promise<void> {
    return this.#channels.close();
  }
}

interface DescribedMethod {
  readonly path: string;
  /** Name of the service without its package. */
  readonly service: string;
  readonly method: Method;
  readonly request: Type;
  readonly reply: Type;
}

function methodOf({ operation, description }: ConnectorCall): DescribedMethod {
  if (!description) throw badDescription(`"${operation}" names no Protocol Buffers file.`);
  const { root, package: ownPackage } = protoFilesOf(description);
  const [name = '', methodName = ''] = operation.split('#');
  const names = ownPackage === '' ? [name] : [`${ownPackage}.${name}`, name];
  const service = names.map((each) => root.lookup(each, [protobuf.Service])).find((each) => each !== null);
  const methods = service instanceof protobuf.Service ? service.methods : {};
  const method = Object.hasOwn(methods, methodName) ? methods[methodName] : undefined;
  const { resolvedRequestType: request, resolvedResponseType: reply } =
    (method?.resolve() as Partial<Method>) ?? {};
  if (!service || !method || !request || !reply) {
    throw badDescription(`${description.path} describes no method ${methodName} of a service ${name}.`);
  }
  return {
    path: `/${service.fullName.slice(1)}/${methodName}`,
    service: service.name,
    method,
    request,
    reply,
  };
}

function givenMessages(
  { arguments: given }: ConnectorCall,
  { name, requestStream }: Method,
): readonly Json[] {
  if (requestStream !== true) return [given];
  if (Array.isArray(given)) return given as readonly Json[];
  throw badArguments(`${name} takes a stream of messages: its arguments must be an array.`);
}

function decode(type: Type, bytes: Uint8Array, path: string): MessageFields {
  try {
    return type.decode(bytes) as unknown as MessageFields;
  } catch (error) {
    throw badResponse(path, `what is no ${type.name}`, error);
  }
}

function badResponse(path: string, what: string, cause?: unknown): CallFailure {
  return new CallFailure({ code: 'bad-response', message: `${path} answered with ${what}.` }, { cause });
}
