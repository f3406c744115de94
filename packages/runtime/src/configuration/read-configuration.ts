import { ofProfile, parseProperties } from './properties.js';
import type { Properties } from './properties.js';
import { parseYamlProperties } from './yaml-properties.js';

/**
 * Reads a configuration file: Java properties, or YAML where its name ends so.
 *
 * @param profile - whose `%profile.` keys win
 * @throws Error with the file's name when the text cannot be read
 *
 * @example
 * readConfiguration('application.properties', 'a=1\n%dev.a=2', 'dev').get('a'); // '2'
 */
export function readConfiguration(file: string, text: string, profile: string): Properties {
  if (!/\.ya?ml$/.test(file)) return ofProfile(parseProperties(text), profile);
  try {
    return ofProfile(parseYamlProperties(text), profile);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
