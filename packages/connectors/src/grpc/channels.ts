import type { LookupAddress } from 'node:dns';
import { connect, isIP } from 'node:net';
import { Client, credentials } from '@grpc/grpc-js';
import type { ChannelCredentials } from '@grpc/grpc-js';
import { CallFailure } from '../call-failure.js';
import { authoritiesIn, authoritiesWith } from '../http/authorities.js';
import type { Egress } from '../http/egress.js';
import type { GrpcSettings } from './grpc-settings.js';

/** Milliseconds to find out over which family of addresses a service can be reached. */
const PROBE_TIMEOUT = 5_000;

/** Connections to gRPC services, kept between calls and closed together. */
export class Channels {
  readonly #egress: Egress;
  readonly #caFiles: readonly string[];
  readonly #open = new Map<string, Promise<Client>>();

  /** @param caFiles - PEM files with certificates of authorities that are trusted besides the usual ones */
  constructor(egress: Egress, caFiles: readonly string[] = []) {
    this.#egress = egress;
    this.#caFiles = caFiles;
  }

  /**
   * The connection to a service. Its name is resolved here, so that what was permitted is also what is connected to.
   *
   * @throws CallFailure `egress-denied`, `network` when the name can't be resolved, or `bad-setting`
   */
  async to(settings: GrpcSettings): Promise<Client> {
    const { host, port, tls, trustStore } = settings;
    const addresses = await this.#addressesOf(settings);
    const written = addresses.map(({ address }) => address).toSorted();
    const key = JSON.stringify([written, host, port, tls, trustStore]);
    const known = this.#open.get(key);
    if (known) return known;
    const opening = this.#connect(settings, addresses);
    this.#open.set(key, opening);
    opening.catch(() => this.#open.delete(key));
    return opening;
  }

  async close(): Promise<void> {
    const clients = [...this.#open.values()];
    this.#open.clear();
    for (const outcome of await Promise.allSettled(clients)) {
      if (outcome.status === 'fulfilled') outcome.value.close();
    }
  }

  async #addressesOf({ host, port }: GrpcSettings): Promise<readonly LookupAddress[]> {
    const text = `http://${authorityOf(host, port)}`;
    if (!URL.canParse(text)) throw badSetting('quarkus.grpc.clients.<Service>.host is no name of a host.');
    this.#egress.check(new URL(text));
    const family = isIP(host);
    return family > 0 ? [{ address: host, family }] : await this.#resolve(host);
  }

  #resolve(host: string): Promise<LookupAddress[]> {
    return new Promise((resolve, reject) => {
      this.#egress.lookup(host, { all: true }, (error, found) => {
        if (!error && Array.isArray(found)) return resolve(found);
        reject(error instanceof CallFailure ? error : unresolved(host, error));
      });
    });
  }

  async #connect(settings: GrpcSettings, addresses: readonly LookupAddress[]): Promise<Client> {
    const { host, port, tls } = settings;
    const family = await this.#familyOf(settings, addresses);
    const targets = addresses
      .filter((each) => each.family === family)
      .map(({ address }) => authorityOf(address, port));
    return new Client(`ipv${family}:${targets.join(',')}`, this.#credentials(settings), {
      'grpc.default_authority': authorityOf(host, port),
      ...(tls && isIP(host) === 0 && { 'grpc.ssl_target_name_override': host }),
    });
  }

  #credentials({ tls, trustStore }: GrpcSettings): ChannelCredentials {
    if (!tls) return credentials.createInsecure();
    if (trustStore !== undefined) return credentials.createSsl(Buffer.from(authoritiesIn(trustStore)));
    if (this.#caFiles.length === 0) return credentials.createSsl();
    return credentials.createSsl(Buffer.from(authoritiesWith(this.#caFiles).join('\n')));
  }

  /** One target can't mix the families. Where a name has both, a service may listen on one of them only. */
  #familyOf({ host, port }: GrpcSettings, addresses: readonly LookupAddress[]): number | Promise<number> {
    const first = addresses[0]?.family ?? 4;
    if (addresses.every(({ family }) => family === first)) return first;
    return new Promise((resolve) => {
      const socket = connect({ host, port, lookup: this.#egress.lookup, autoSelectFamily: true });
      const finish = () => {
        resolve(socket.remoteFamily === undefined ? first : Number(socket.remoteFamily.slice(-1)));
        socket.destroy();
      };
      socket.setTimeout(PROBE_TIMEOUT, finish).once('connect', finish).once('error', finish);
    });
  }
}

function authorityOf(host: string, port: number): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

function badSetting(message: string): CallFailure {
  return new CallFailure({ code: 'bad-setting', message });
}

function unresolved(host: string, cause: unknown): CallFailure {
  const message = `The host ${host} can't be found; check quarkus.grpc.clients.<Service>.host.`;
  return new CallFailure({ code: 'network', message }, { cause });
}
