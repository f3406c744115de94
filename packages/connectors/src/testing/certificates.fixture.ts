import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A certificate and its private key, in PEM form. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** An authority that nobody trusts by itself, as companies and clusters have them. */
export class PrivateAuthority {
  /** PEM file with the certificate of the authority. */
  readonly file = path.join(mkdtempSync(path.join(tmpdir(), 'authority-')), 'ca.pem');
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #name = nameOf('Private authority');

  constructor() {
    const isAuthority = extension('551d13', der(0x30, der(0x01, Buffer.of(0xff))));
    const { publicKey } = this.#keys;
    writeFileSync(this.file, this.#certificate(this.#name, publicKey, isAuthority));
  }

  /** A certificate for a server on loopback, by its names `localhost` and `127.0.0.1` unless another is given. */
  issue(host = 'localhost'): Identity {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const address = host === 'localhost' ? [der(0x87, Buffer.of(127, 0, 0, 1))] : [];
    const names = extension('551d11', der(0x30, der(0x82, Buffer.from(host)), ...address));
    return {
      cert: this.#certificate(nameOf(host), publicKey, names),
      key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
  }

  /** RFC 5280 4.1. */
  #certificate(subject: Buffer, key: KeyObject, extensions: Buffer): string {
    const serial = Buffer.concat([Buffer.of(1), randomBytes(8)]);
    const content = der(
      0x30,
      der(0xa0, der(0x02, Buffer.of(2))),
      der(0x02, serial),
      ECDSA_WITH_SHA256,
      this.#name,
      der(0x30, time(-1), time(1)),
      subject,
      key.export({ type: 'spki', format: 'der' }),
      der(0xa3, der(0x30, extensions)),
    );
    const signature = sign('sha256', content, this.#keys.privateKey);
    const whole = der(0x30, content, ECDSA_WITH_SHA256, der(0x03, Buffer.of(0), signature));
    return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`;
  }
}

const ECDSA_WITH_SHA256 = der(0x30, objectId('2a8648ce3d040302'));

/** One value in the distinguished encoding rules (X.690). */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function objectId(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function nameOf(common: string): Buffer {
  return der(0x30, der(0x31, der(0x30, objectId('550403'), der(0x0c, Buffer.from(common)))));
}

function extension(id: string, value: Buffer): Buffer {
  return der(0x30, objectId(id), der(0x01, Buffer.of(0xff)), der(0x04, value));
}

/** @param days - from now */
function time(days: number): Buffer {
  const date = new Date(Date.now() + days * 86_400_000);
  return der(0x17, Buffer.from(`${date.toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`));
}
