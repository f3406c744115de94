// `npm run bench -- NAME [--json FILE]`: runs bench/NAME.mjs, or lists what there is.
import { readdirSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const names = readdirSync(here)
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.replace(/\.mjs$/, ''));
const [name, ...args] = process.argv.slice(2);

if (name !== undefined && names.includes(name)) {
  const { main } = await import(new URL(`${name}.mjs`, here));
  await main(args);
} else {
  console.log(`npm run bench -- NAME [--json FILE]\n\nNAME is one of: ${names.join(', ')}`);
  process.exitCode = name === undefined || name === '--help' ? 0 : 1;
}
