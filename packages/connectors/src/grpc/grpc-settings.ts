import { CallFailure } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';

/** Where a service is and how it is called. */
export interface GrpcSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** PEM file with the authorities to trust instead of the usual ones. */
  readonly trustStore?: string;
  /** Milliseconds that a stream may take. */
  readonly streamTimeout: number;
  readonly includeDefaultEnums: boolean;
}

/** Port of gRPC servers, where nothing says another. */
const PORT = 9000;

/** Seconds (workflow-runtime.md 2.5). */
const STREAM_TIMEOUT = 20;

/**
 * Reads `quarkus.grpc.clients.<Service>.*` and `kogito.grpc.*`. Connections are in plain text unless `.tls.enabled` or
 * `.ssl.trust-store` asks for TLS, or `.plain-text` is false.
 *
 * @throws CallFailure `bad-setting`
 */
export function grpcSettingsOf(service: string, { configuration }: ConnectorCall): GrpcSettings {
  const prefix = `quarkus.grpc.clients.${service}`;
  const own = (key: string) => configuration(`${prefix}.${key}`);
  const number = (key: string, least: number, most: number, otherwise: number): number => {
    const value = Number(configuration(key) ?? otherwise);
    if (value >= least && value <= most) return value;
    throw new CallFailure({
      code: 'bad-setting',
      message: `${key} must be a number from ${least} to ${most}.`,
    });
  };
  const trustStore = own('ssl.trust-store');
  return {
    host: own('host') ?? 'localhost',
    port: number(`${prefix}.port`, 1, 65_535, PORT),
    tls: trustStore !== undefined || own('tls.enabled') === 'true' || own('plain-text') === 'false',
    ...(trustStore !== undefined && { trustStore }),
    streamTimeout: number('kogito.grpc.stream.timeout', 0.001, 86_400, STREAM_TIMEOUT) * 1000,
    includeDefaultEnums: configuration('kogito.grpc.enum.includeDefault') === 'true',
  };
}
