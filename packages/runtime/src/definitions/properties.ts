/** Settings of one workflow folder. */
export type Properties = ReadonlyMap<string, string>;

/** No settings. */
export const noProperties: Properties = new Map();

/**
 * Reads an `application.properties` file: comments, continued lines, `%profile.` prefixes (those of the active
 * profile win) and `${NAME:default}` from other keys and the environment.
 */
export function parseProperties(text: string, profile: string, environment: NodeJS.ProcessEnv): Properties {
  const plain = new Map<string, string>();
  const ofProfile = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const match = /^((?:\\.|[^\s=:\\])+)\s*(?:[=:]\s*)?(.*)$/.exec(line);
    if (!match) continue;
    const key = unescape(match[1] ?? '').replaceAll('"', '');
    const value = unescape(match[2] ?? '').trim();
    const prefixed = /^%([^.]+)\.(.+)$/.exec(key);
    if (!prefixed) plain.set(key, value);
    else if (prefixed[1]?.split(',').includes(profile)) ofProfile.set(prefixed[2] ?? '', value);
  }
  const merged = new Map([...plain, ...ofProfile]);
  return new Map([...merged].map(([key, value]) => [key, expand(value, merged, environment, 0)]));
}

function logicalLines(text: string): string[] {
  return text
    .replaceAll(/\\\r?\n\s*/g, '')
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('!'));
}

function unescape(text: string): string {
  return text.replaceAll(
    /\\(.)/g,
    (_, character: string) => ({ n: '\n', t: '\t', r: '\r' })[character] ?? character,
  );
}

/** Deepest chain of values that refer to values; deeper ones refer to themselves. */
const MAX_EXPANSIONS = 10;

function expand(
  value: string,
  settings: ReadonlyMap<string, string>,
  environment: NodeJS.ProcessEnv,
  depth: number,
): string {
  if (depth > MAX_EXPANSIONS) return value;
  return value.replaceAll(
    /\$\{([^}:]+)(?::([^}]*))?\}/g,
    (written, name: string, fallback: string | undefined) => {
      const variable = Object.hasOwn(environment, name) ? environment[name] : undefined;
      const found = variable ?? settings.get(name) ?? fallback;
      return found === undefined ? written : expand(found, settings, environment, depth + 1);
    },
  );
}
