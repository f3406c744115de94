import { lookup as resolve } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { CallFailure } from '../call-failure.js';

/** Where calls may go. */
export interface EgressRules {
  /**
   * Hosts that may be called and no others: names (`api.example.com`), names with everything below them
   * (`*.example.com`), addresses, and networks (`10.0.0.0/8`). Absent: every host but the ones that are always denied.
   */
  readonly allow?: readonly string[];
}

/** The list of hosts that may be called has an entry that cannot be one. */
export class EgressRuleError extends Error {
  override readonly name = 'EgressRuleError';
  readonly code = 'invalid-egress-rule';

  constructor(entry: string) {
    super(
      `Among the hosts that may be called, "${entry}" is neither a name, an address nor a network such as 10.0.0.0/8.`,
    );
  }
}

/** Link-local networks: there clouds hand out the credentials of the machine to whoever asks. */
const LINK_LOCAL: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['169.254.0.0', 16, 'ipv4'],
  ['fe80::', 10, 'ipv6'],
  // The metadata service of one cloud over IPv6, and the mapped and translated forms of the IPv4 network.
  ['fd00:ec2::254', 128, 'ipv6'],
  ['::ffff:169.254.0.0', 112, 'ipv6'],
  ['64:ff9b::a9fe:0', 112, 'ipv6'],
  ['2002:a9fe::', 32, 'ipv6'],
];

/** Names of metadata services, which resolve to such an address only inside of their cloud. */
const METADATA_NAMES = new Set(['metadata.google.internal', 'metadata.goog', 'instance-data']);

/**
 * Decides which addresses may be reached. Names are judged by what they resolve to at the moment of connecting, so that a
 * name can't change its meaning between the check and the call.
 */
export class Egress {
  readonly #denied = new BlockList();
  readonly #allowed = new BlockList();
  readonly #names: readonly string[];
  readonly #restricted: boolean;

  /** @throws EgressRuleError for an entry of the allow list that is neither a name, an address nor a network */
  constructor({ allow }: EgressRules = {}) {
    for (const [network, prefix, family] of LINK_LOCAL) this.#denied.addSubnet(network, prefix, family);
    this.#restricted = allow !== undefined;
    this.#names = (allow ?? [])
      .filter((entry) => !this.#allowAddress(entry))
      .map((name) => name.toLowerCase());
  }

  /**
   * Checks a host as far as its name or address tells.
   *
   * @param final - true: nobody here will look at what the name resolves to, because a proxy does
   * @throws CallFailure `egress-denied`
   */
  check({ hostname }: URL, final = false): void {
    const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    if (METADATA_NAMES.has(host)) throw denied(host);
    if (isIP(host) > 0) {
      if (!this.#permits(host)) throw denied(host);
    } else if (
      this.#restricted &&
      !this.#names.some((pattern) => covers(pattern, host)) &&
      (final || !this.#hasAddresses)
    ) {
      throw denied(host);
    }
  }

  /** Resolves names like `dns.lookup`, but to permitted addresses only; for the sockets that are about to connect. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    const named = this.#names.some((pattern) => covers(pattern, hostname.toLowerCase()));
    const all: LookupOptions & { all: true } = { ...options, all: true };
    resolve(hostname, all, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const permitted = addresses.filter(({ address }) => this.#permits(address, named));
      const [first] = permitted;
      if (!first) return callback(denied(hostname), '', 0);
      return options.all ? callback(null, permitted) : callback(null, first.address, first.family);
    });
  };

  get #hasAddresses(): boolean {
    return this.#allowed.rules.length > 0;
  }

  /** Whether an address may be reached; `named`: its name is on the allow list. */
  #permits(address: string, named = false): boolean {
    const family = familyOf(address);
    if (this.#denied.check(address, family)) return false;
    return !this.#restricted || named || this.#allowed.check(address, family);
  }

  #allowAddress(entry: string): boolean {
    const [address = '', prefix] = entry.split('/');
    if (isIP(address) === 0) {
      if (prefix === undefined && /^(\*\.)?[\w.-]+$/.test(entry)) return false;
      throw new EgressRuleError(entry);
    }
    if (prefix === undefined) this.#allowed.addAddress(address, familyOf(address));
    else this.#allowed.addSubnet(address, Number(prefix), familyOf(address));
    return true;
  }
}

function familyOf(address: LookupAddress['address']): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

function covers(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

function denied(host: string): CallFailure {
  return new CallFailure({
    code: 'egress-denied',
    message: `Calls to ${host} are not allowed. Ask the operator to allow the host if the workflow needs it.`,
  });
}
