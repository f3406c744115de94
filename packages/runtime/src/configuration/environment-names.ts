/** Environment variables by name. */
export type Variables = { readonly [name: string]: string | undefined };

/**
 * The value of a configuration key among environment variables (MicroProfile Config 5.3.1): the key itself, the key with
 * `_` for all but letters and digits, then that in capitals. Variables of the profile (`_DEV_KEY`) win.
 */
export function fromEnvironment(variables: Variables, key: string, profile: string): string | undefined {
  const name = namesOf(key, profile).find((candidate) => Object.hasOwn(variables, candidate));
  return name === undefined ? undefined : variables[name];
}

function namesOf(key: string, profile: string): readonly string[] {
  const plain = key.replaceAll(/[^A-Za-z0-9]/g, '_');
  return [`_${profile.toUpperCase()}_${plain.toUpperCase()}`, key, plain, plain.toUpperCase()];
}
