import { createHash } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFiles } from '../command.fixture.js';
import { readTokens } from './token-file.js';

const hash = (token: string) => createHash('sha256').update(token).digest('hex');

/** What is read from a file with this text and these rights, and what was warned of. */
async function read(text: string, mode = 0o600) {
  return withFiles({ 'tokens.yaml': text }, async (folder) => {
    await chmod(path.join(folder, 'tokens.yaml'), mode);
    const warnings: string[] = [];
    const tokens = await readTokens('tokens.yaml', folder, (text) => warnings.push(text));
    return { tokens, warnings };
  });
}

describe('the token file', () => {
  it('holds tokens or their hashes, in YAML or JSON', async () => {
    const yaml = `
- {name: ada, token: "s3cret", scopes: [read, admin]}
- name: bob
  sha256: ${hash('other').toUpperCase()}
  scopes: [operate]
`;
    const tokens = [
      { name: 'ada', sha256: hash('s3cret'), scopes: ['read', 'admin'] },
      { name: 'bob', sha256: hash('other'), scopes: ['operate'] },
    ];
    expect(await read(yaml)).toEqual({ tokens, warnings: [] });
    expect((await read(JSON.stringify(tokens))).tokens).toEqual(tokens);
  });

  it.skipIf(process.platform === 'win32')('should belong to its owner alone', async () => {
    const { warnings } = await read('- {name: a, token: t, scopes: [read]}', 0o640);
    expect(warnings).toEqual([expect.stringContaining('chmod 600')]);
  });

  it.each([
    ['', '1: There must be a list of tokens'],
    ['[]', '1: There must be a list of tokens'],
    ['name: a', '1: There must be a list of tokens'],
    ['\n- secret', '2: A token has name, token and scopes'],
    ['- name: a\n  tokn: secret', '2: A token has name, token, sha256, scopes and nothing else'],
    ['- token: secret\n  scopes: [read]', '1: "name" must be a text'],
    ['- name: 7\n  token: secret', '1: "name" must be a text'],
    ['\n- name: a\n  scopes: [read]', '2: There must be either "token" or "sha256"'],
    ['- {name: a, token: secret, sha256: secret, scopes: [read]}', '1: There must be either'],
    ['- name: a\n  token: the secret\n  scopes: [read]', '2: "token" must be a text of ASCII'],
    ['- name: a\n  token: 12345\n  scopes: [read]', '2: "token" must be a text of ASCII'],
    ['- name: a\n  sha256: secret\n  scopes: [read]', '2: "sha256" must be a text of 64'],
    ['- name: a\n  token: secret', '1: "scopes" must be a list of read, operate, admin'],
    ['- name: a\n  token: secret\n  scopes: [write]', '3: "scopes" must be a list'],
    ['- name: a\n  token: secret\n  scopes: []', '3: "scopes" must be a list'],
    [
      '- {name: a, token: secret, scopes: [read]}\n- {name: b, token: secret, scopes: [read]}',
      '2: This token is there already',
    ],
    ['- name: a\n  token: "secret', 'This is no valid YAML'],
    ['- name: a\n  name: secret', '2: This is no valid YAML'],
  ])('says of %j what is wrong and where, without the token', async (text, sentence) => {
    const problem = read(text);
    await expect(problem).rejects.toMatchObject({ name: 'UsageError' });
    const { message } = (await problem.catch((error: unknown) => error)) as Error;
    expect(message).toMatch(/^tokens\.yaml:\d+: /);
    expect(message).toContain(sentence);
    expect(message).not.toMatch(/secret|12345/);
  });

  it('must be there', async () => {
    await expect(readTokens('none', '/', () => undefined)).rejects.toThrow('--token-file names none');
  });
});
