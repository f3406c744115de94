import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

let library: typeof Yaml | undefined;

/**
 * The YAML library, loaded at its first use: a process that starts runs of documents in JSON, which were checked before, needs
 * none of its seventy modules. Whoever reads documents does so without waiting, hence `require`.
 */
export function yaml(): typeof Yaml {
  library ??= createRequire(import.meta.url)('yaml') as typeof Yaml;
  return library;
}
