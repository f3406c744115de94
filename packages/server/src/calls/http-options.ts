import type { Setting } from '@orchestrator/definition';
import type { ConnectorOptions } from '@orchestrator/connectors';
import { ALLOW, CA_FILES, MAX_RESPONSE_BYTES, PROXY, TIMEOUT } from './http-settings.js';
import { SettingError } from './setting-error.js';

type HttpOptions = NonNullable<ConnectorOptions['http']>;

/**
 * How calls of workflows go out, from the settings of the server: a time limit in milliseconds, a limit on answers in bytes,
 * PEM files of further authorities and hosts that may be called (both with commas between them), and the address of a proxy.
 *
 * @throws SettingError
 */
export function httpOptions(read: (key: string) => string | undefined): HttpOptions {
  const number = ({ key }: Setting): number | undefined => {
    const text = read(key);
    if (text === undefined) return undefined;
    const value = Number(text);
    // Timers of Node hold 31 bits.
    if (Number.isInteger(value) && value > 0 && value < 2 ** 31) return value;
    throw new SettingError(`${key} must be a whole number from 1 on, but it is "${text}".`);
  };
  const list = ({ key }: Setting): readonly string[] | undefined => {
    const entries = read(key)
      ?.split(',')
      .map((entry) => entry.trim());
    return entries?.filter((entry) => entry !== '');
  };
  const [timeout, maxResponseBytes] = [number(TIMEOUT), number(MAX_RESPONSE_BYTES)];
  const [caFiles, allow, proxy] = [list(CA_FILES), list(ALLOW), read(PROXY.key)];
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
  throw new SettingError(`${PROXY.key} must be an address such as http://proxy:3128.`);
}
