import { createHash, timingSafeEqual } from 'node:crypto';
import type { Settings } from '@orchestrator/runtime';
import { AuthSettingsError } from './auth-settings-error.js';

const PREFIX = 'quarkus.security.users.embedded.';

/** Who may call the server, from `quarkus.security.users.embedded.*` with passwords in plain text (workflow-runtime.md 8.4). */
export class Users {
  /** Hashes of the passwords, so that all have the same length. */
  readonly #passwords: ReadonlyMap<string, Buffer>;

  /** @throws AuthSettingsError when there is nobody */
  constructor(settings: Settings) {
    if (settings.get(`${PREFIX}enabled`) !== 'true' || settings.get(`${PREFIX}plain-text`) !== 'true')
      throw new AuthSettingsError(
        `Authentication needs users: set ${PREFIX}enabled=true, ${PREFIX}plain-text=true and ${PREFIX}users.NAME=PASSWORD.`,
      );
    const start = `${PREFIX}users.`;
    const users = [...settings].filter(([key]) => key.startsWith(start));
    if (users.length === 0) throw new AuthSettingsError(`There is no user: set ${start}NAME=PASSWORD.`);
    this.#passwords = new Map(
      users.map(([key, password]) => {
        const name = key.slice(start.length).replaceAll('"', '');
        if (password === '') throw new AuthSettingsError(`The user "${name}" has an empty password.`);
        return [name, hash(password)];
      }),
    );
  }

  /** Whether this is the password of the user. It takes the same time whether the user exists and how much fits. */
  knows(name: string, password: string): boolean {
    const expected = this.#passwords.get(name);
    const fits = timingSafeEqual(hash(password), expected ?? hash(''));
    return fits && expected !== undefined;
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
