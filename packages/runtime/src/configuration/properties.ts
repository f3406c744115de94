/** Values of a file as they are written there, by key. */
export type Properties = ReadonlyMap<string, string>;

/** Reads Java properties: comments, continued lines, escapes; keys may stand in quotes or hold quoted parts. */
export function parseProperties(text: string): Properties {
  const entries = logicalLines(text).flatMap((line): [string, string][] => {
    const [, key, value = ''] = /^((?:\\.|[^\s=:\\])+)\s*(?:[=:]\s*)?(.*)$/s.exec(line) ?? [];
    return key === undefined ? [] : [[unescape(key).replaceAll('"', ''), unescape(value).trim()]];
  });
  return new Map(entries);
}

/** Keys that begin with `%name.` count in that profile only, and win there; `%dev,test.` names two. */
export function ofProfile(properties: Properties, profile: string): Properties {
  const plain: [string, string][] = [];
  const own: [string, string][] = [];
  for (const [key, value] of properties) {
    const [, names, rest = ''] = /^%([^.]+)\.(.+)$/.exec(key) ?? [];
    if (names === undefined) plain.push([key, value]);
    else if (names.split(',').includes(profile)) own.push([rest, value]);
  }
  return new Map([...plain, ...own]);
}

function logicalLines(text: string): string[] {
  return text
    .replaceAll(/(?<=(?<!\\)(?:\\\\)*)\\\r?\n[^\S\n]*/g, '')
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('!'));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' };

function unescape(text: string): string {
  return text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code?: string, character = '') =>
    code === undefined
      ? (ESCAPES[String(character)] ?? String(character))
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
