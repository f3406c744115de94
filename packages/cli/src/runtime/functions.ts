import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionHandlers } from '@orchestrator/server';
import { UsageError } from '../usage-error.js';

/** The functions of all `--functions` files; what stands in a later one wins. @throws UsageError */
export async function readFunctions(files: readonly string[], cwd: string): Promise<FunctionHandlers> {
  const handlers: Record<string, FunctionHandlers[string]> = {};
  for (const file of files) Object.assign(handlers, await functionsIn(file, cwd));
  return handlers;
}

async function functionsIn(file: string, cwd: string): Promise<FunctionHandlers> {
  const module = await load(file, cwd);
  const exported = module.default;
  if (typeof exported !== 'object' || exported === null) {
    throw new UsageError(
      `--functions ${file} must have a default export that maps operations to functions, for instance { 'service:Pets::find': (call) => … }.`,
    );
  }
  for (const [operation, handler] of Object.entries(exported)) {
    if (typeof handler !== 'function') {
      throw new UsageError(`--functions ${file}: what "${operation}" stands for is no function.`);
    }
  }
  return exported as FunctionHandlers;
}

async function load(file: string, cwd: string): Promise<{ readonly default?: unknown }> {
  try {
    return (await import(pathToFileURL(path.resolve(cwd, file)).href)) as { readonly default?: unknown };
  } catch (error) {
    throw new UsageError(
      `--functions ${file} could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
