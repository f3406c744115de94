import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject } from '@orchestrator/definition';
import type { JsonObject } from '@orchestrator/definition';
import { UsageError } from '../usage-error.js';

/** The data of `--input JSON` or `--input @FILE`; an empty object when there is none. @throws UsageError */
export async function readInput(given: string | undefined, cwd: string): Promise<JsonObject> {
  if (given === undefined) return {};
  const value = parse(given.startsWith('@') ? await read(given.slice(1), cwd) : given);
  if (isJsonObject(value)) return value;
  throw new UsageError('--input must be a JSON object, for instance {"name": "Ada"}.');
}

function read(file: string, cwd: string): Promise<string> {
  return readFile(path.resolve(cwd, file), 'utf8').catch((error: unknown) => {
    throw new UsageError(`--input @${file} can't be read: ${reasonOf(error)}`);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--input is no valid JSON: ${reasonOf(error)}. A file needs an @ before its name.`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
