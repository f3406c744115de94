import type { ConnectorOptions } from '@orchestrator/server';
import { UsageError } from '../usage-error.js';

type HttpOptions = NonNullable<ConnectorOptions['http']>;

/** The keys of settings about all calls over HTTP. */
const KEYS = {
  timeout: 'orchestrator.http.timeout',
  maxResponseBytes: 'orchestrator.http.max-response-bytes',
  caFiles: 'orchestrator.http.ca-files',
  proxy: 'orchestrator.http.proxy',
  allow: 'orchestrator.egress.allow',
} as const;

/**
 * How calls of workflows go out, from the settings of the server: a time limit in milliseconds, a limit on answers in bytes,
 * PEM files of further authorities and hosts that may be called (both with commas between them), and the address of a proxy.
 *
 * @throws UsageError
 */
export function httpOptions(setting: (key: string) => string | undefined): HttpOptions {
  const number = (key: string): number | undefined => {
    const text = setting(key);
    if (text === undefined) return undefined;
    const value = Number(text);
    // Timers of Node hold 31 bits.
    if (Number.isInteger(value) && value > 0 && value < 2 ** 31) return value;
    throw new UsageError(`${key} must be a whole number from 1 on, but it is "${text}".`);
  };
  const list = (key: string): readonly string[] | undefined => {
    const entries = setting(key)
      ?.split(',')
      .map((entry) => entry.trim());
    return entries?.filter((entry) => entry !== '');
  };
  const [timeout, maxResponseBytes] = [number(KEYS.timeout), number(KEYS.maxResponseBytes)];
  const [caFiles, allow, proxy] = [list(KEYS.caFiles), list(KEYS.allow), setting(KEYS.proxy)];
  return {
    ...(timeout !== undefined && { timeout }),
    ...(maxResponseBytes !== undefined && { maxResponseBytes }),
    ...(caFiles && { caFiles }),
    ...(proxy !== undefined && { proxy: proxyAddress(proxy) }),
    ...(allow && { egress: { allow } }),
  };
}

function proxyAddress(proxy: string): string {
  if (URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol)) return proxy;
  throw new UsageError(`${KEYS.proxy} must be an address such as http://proxy:3128.`);
}
