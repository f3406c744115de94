import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AccessToken, Scope } from '@orchestrator/server';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { UsageError } from '../usage-error.js';

/** Rights of others than the owner of a file. */
const OTHERS = 0o077;

const KEYS = ['name', 'token', 'sha256', 'scopes'];

/** Says what is wrong with a part of the file, which is known by the keys that lead to it. */
type Fail = (place: readonly (string | number)[], sentence: string) => never;

/**
 * The tokens of a `--token-file`: a list, in YAML or JSON, of `{name, token, scopes}`, or with `sha256`, the hash of the token
 * in hexadecimal digits, in its place. What is said about the file never holds a token.
 *
 * @param warn - is told when others than the owner have rights to the file
 * @throws UsageError with file and line
 */
export async function readTokens(
  given: string,
  cwd: string,
  warn: (sentence: string) => void,
): Promise<readonly AccessToken[]> {
  const { SCOPES } = await import('@orchestrator/server');
  const file = path.resolve(cwd, given);
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile())
    throw new UsageError(`--token-file names ${given}, which is no file; correct the path.`);
  // Windows has no such rights.
  if (process.platform !== 'win32' && (info.mode & OTHERS) !== 0)
    warn(`Others than its owner have rights to ${given}, which holds tokens; take them away with chmod 600.`);
  return parseTokens(await readFile(file, 'utf8'), given, SCOPES);
}

function parseTokens(text: string, name: string, scopes: readonly Scope[]): AccessToken[] {
  const lines = new LineCounter();
  const failAt = (offset: number, sentence: string): never => {
    throw new UsageError(`${name}:${lines.linePos(offset).line}: ${sentence}.`);
  };
  // The pretty form of an error would show lines of the file.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  for (const { code, pos } of document.errors) failAt(pos[0], `This is no valid YAML (${code})`);
  const fail: Fail = (place, sentence) => {
    const node = document.getIn(place, true);
    return failAt(isNode(node) ? (node.range?.[0] ?? 0) : 0, sentence);
  };
  const entries: unknown = document.toJS();
  if (!Array.isArray(entries) || entries.length === 0)
    return fail([], 'There must be a list of tokens, each with name, token and scopes');
  const tokens = entries.map((entry: unknown, index) => tokenOf(entry, index, scopes, fail));
  const hashes = tokens.map(({ sha256 }) => sha256);
  hashes.forEach((hash, index) => {
    if (hashes.indexOf(hash) !== index) fail([index], 'This token is there already');
  });
  return tokens;
}

function tokenOf(entry: unknown, index: number, known: readonly Scope[], fail: Fail): AccessToken {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return fail([index], 'A token has name, token and scopes');
  const fields = new Map<string, unknown>(Object.entries(entry));
  for (const key of fields.keys()) {
    if (!KEYS.includes(key)) fail([index, key], `A token has ${KEYS.join(', ')} and nothing else`);
  }
  const name = fields.get('name');
  if (typeof name !== 'string' || name === '')
    return fail(
      fields.has('name') ? [index, 'name'] : [index],
      '"name" must be a text that says whose token it is',
    );
  return { name, sha256: hashOf(fields, index, fail), scopes: scopesOf(fields, index, known, fail) };
}

function hashOf(fields: ReadonlyMap<string, unknown>, index: number, fail: Fail): string {
  if (fields.has('token') === fields.has('sha256'))
    return fail([index], 'There must be either "token" or "sha256"');
  const [token, sha256] = [fields.get('token'), fields.get('sha256')];
  if (fields.has('token')) {
    if (typeof token === 'string' && /^[!-~]+$/.test(token))
      return createHash('sha256').update(token).digest('hex');
    return fail(
      [index, 'token'],
      '"token" must be a text of ASCII characters without spaces; write it in quotes',
    );
  }
  if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/i.test(sha256)) return sha256.toLowerCase();
  return fail([index, 'sha256'], '"sha256" must be a text of 64 hexadecimal digits');
}

function scopesOf(
  fields: ReadonlyMap<string, unknown>,
  index: number,
  known: readonly Scope[],
  fail: Fail,
): readonly Scope[] {
  const scopes = fields.get('scopes');
  const all: readonly unknown[] = known;
  if (Array.isArray(scopes) && scopes.length > 0 && scopes.every((scope) => all.includes(scope)))
    return scopes as Scope[];
  const place = fields.has('scopes') ? [index, 'scopes'] : [index];
  return fail(place, `"scopes" must be a list of ${known.join(', ')}`);
}
