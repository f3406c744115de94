import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The file that `--json FILE` names, or undefined. Names are meant from where npm was called. */
export function jsonFile(args) {
  const { values } = parseArgs({ args, options: { json: { type: 'string' } } });
  return values.json === undefined ? undefined : resolve(process.env.INIT_CWD ?? '.', values.json);
}

/** What figures depend on besides the program that was measured. */
export function machine() {
  return { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.version };
}

/** Writes the result of a benchmark together with what it was measured on. */
export async function writeResult(file, result) {
  const text = JSON.stringify({ ...result, machine: machine(), at: new Date().toISOString() }, null, 2);
  await writeFile(file, `${text}\n`);
}
