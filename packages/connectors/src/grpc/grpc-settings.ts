import type { Setting } from '@orchestrator/definition';
import { CallFailure } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';
import {
  HOST,
  INCLUDE_DEFAULT_ENUMS,
  PLAIN_TEXT,
  PORT,
  STREAM_TIMEOUT,
  TLS_ENABLED,
  TRUST_STORE,
} from './client-settings.js';

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
const DEFAULT_PORT = 9000;

/** Seconds (workflow-runtime.md 2.5). */
const DEFAULT_STREAM_TIMEOUT = 20;

/**
 * Reads `quarkus.grpc.clients.<Service>.*` and `kogito.grpc.*`. Connections are in plain text unless `.tls.enabled` or
 * `.ssl.trust-store` asks for TLS, or `.plain-text` is false.
 *
 * @throws CallFailure `bad-setting`
 */
export function grpcSettingsOf(service: string, { configuration }: ConnectorCall): GrpcSettings {
  const read = (setting: Setting) => configuration(setting.named({ service }));
  const number = (setting: Setting, least: number, most: number, otherwise: number): number => {
    const value = Number(read(setting) ?? otherwise);
    if (value >= least && value <= most) return value;
    throw new CallFailure({
      code: 'bad-setting',
      message: `${setting.named({ service })} must be a number from ${least} to ${most}.`,
    });
  };
  const trustStore = read(TRUST_STORE);
  return {
    host: read(HOST) ?? 'localhost',
    port: number(PORT, 1, 65_535, DEFAULT_PORT),
    tls: trustStore !== undefined || read(TLS_ENABLED) === 'true' || read(PLAIN_TEXT) === 'false',
    ...(trustStore !== undefined && { trustStore }),
    streamTimeout: number(STREAM_TIMEOUT, 0.001, 86_400, DEFAULT_STREAM_TIMEOUT) * 1000,
    includeDefaultEnums: read(INCLUDE_DEFAULT_ENUMS) === 'true',
  };
}
