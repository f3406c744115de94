import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { CallFailure } from '../call-failure.js';

/** The certificates of the usual authorities and of those in PEM files. @throws CallFailure `bad-setting` */
export function authoritiesWith(files: readonly string[]): string[] {
  return [...rootCertificates, ...files.map(authoritiesIn)];
}

/** The certificates in a PEM file. @throws CallFailure `bad-setting` when there is none */
export function authoritiesIn(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    new X509Certificate(text);
    return text;
  } catch (error) {
    throw new CallFailure(
      { code: 'bad-setting', message: `${file} holds no certificate of an authority in PEM form.` },
      { cause: error },
    );
  }
}
