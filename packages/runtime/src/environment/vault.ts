import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { JsonObject } from '@orchestrator/definition';
import { isJsonObject } from '@orchestrator/definition';

/** Tells a sealed text of this form from those of later ones. */
const FORM = 'v1';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals what must not be readable in the database: AES-256-GCM under a key that stays outside of it. */
export class Vault {
  readonly #key: Uint8Array;

  /** @param secret - long and random; absent: what is sealed can be opened by this process only */
  constructor(secret: string | Uint8Array = randomBytes(KEY_BYTES)) {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, '', 'start headers', KEY_BYTES));
  }

  seal(value: JsonObject): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce, { authTagLength: TAG_BYTES });
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return `${FORM}.${Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url')}`;
  }

  /** What was sealed; undefined when it was sealed under another key, or has been changed. */
  open(sealed: string): JsonObject | undefined {
    const [form, encoded = ''] = sealed.split('.');
    const bytes = Buffer.from(encoded, 'base64url');
    if (form !== FORM || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
    const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
      const value: unknown = JSON.parse(Buffer.concat([text, decipher.final()]).toString('utf8'));
      return isJsonObject(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }
}
