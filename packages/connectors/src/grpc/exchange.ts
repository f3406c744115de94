import { Metadata, status as codes } from '@grpc/grpc-js';
import type { Client, ServiceError } from '@grpc/grpc-js';
import { CallFailure } from '../call-failure.js';

/** Messages to a method and how long it may take. */
export interface GrpcRequest {
  /** `/package.Service/Method`. */
  readonly path: string;
  readonly messages: readonly Uint8Array[];
  /** Headers, by names that gRPC allows. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Bytes of all replies to a call; more fail it. */
const MAX_REPLY_BYTES = 10_000_000;

/** How much of what a service said about a failure is kept. */
const MAX_DETAILS = 500;

/**
 * Sends all messages and waits for the end of the replies. On the wire, the four kinds of methods differ only in how many
 * messages go each way, so one way to call serves them all.
 *
 * @throws CallFailure `grpc-status` for every status but OK, `response-too-large`
 */
export function exchange(client: Client, request: GrpcRequest, signal: AbortSignal): Promise<Uint8Array[]> {
  signal.throwIfAborted();
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(request.metadata)) metadata.set(name, value);
  const call = client.makeBidiStreamRequest<Uint8Array, Buffer>(
    request.path,
    (message) => Buffer.from(message),
    (bytes) => bytes,
    metadata,
    { deadline: Date.now() + request.timeout },
  );
  const stop = () => call.cancel();
  signal.addEventListener('abort', stop, { once: true });
  return new Promise<Uint8Array[]>((resolve, reject) => {
    const replies: Uint8Array[] = [];
    let bytes = 0;
    call.on('data', (reply: Buffer) => {
      bytes += reply.length;
      if (bytes <= MAX_REPLY_BYTES) replies.push(reply);
      else reject(tooLarge(request));
      if (bytes > MAX_REPLY_BYTES) call.cancel();
    });
    call.on('error', (error: ServiceError) => reject(statusFailure(request, error)));
    call.on('end', () => resolve(replies));
    for (const message of request.messages) call.write(message);
    call.end();
  }).finally(() => signal.removeEventListener('abort', stop));
}

/** The message begins with the name of the status, by which published workflows tell failures apart. */
function statusFailure({ path }: GrpcRequest, error: ServiceError): CallFailure {
  const name = codes[error.code] ?? 'UNKNOWN';
  const details = error.details.slice(0, MAX_DETAILS);
  return new CallFailure(
    {
      code: 'grpc-status',
      message: `${details === '' ? name : `${name}: ${details}`} (${path})`,
      classes: ['io.grpc.StatusRuntimeException'],
    },
    { cause: error },
  );
}

function tooLarge({ path }: GrpcRequest): CallFailure {
  return new CallFailure({
    code: 'response-too-large',
    message: `${path} answered with more than ${MAX_REPLY_BYTES} bytes.`,
  });
}
