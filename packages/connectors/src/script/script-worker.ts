/*
 * Runs one script in a thread of its own, which ends with it. Node runs this file as it is: from dist, and from src too, where
 * Node strips the types itself.
 */
import { constants, createContext, runInContext, Script } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';

/** A script and its variables as JSON. */
export interface SandboxedScript {
  readonly source: string;
  readonly variables: string;
}

/** How a script ended: its value as JSON, or what was wrong. */
export type SandboxOutcome = { readonly json: string } | { readonly error: string };

/** What a script needs no more than other JSON does, and what would hold memory outside of the limit. */
const REMOVED = [
  'console',
  'WebAssembly',
  'Atomics',
  'ArrayBuffer',
  'SharedArrayBuffer',
  'DataView',
  'Uint8Array',
  'Int8Array',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'BigUint64Array',
  'BigInt64Array',
  'Uint8ClampedArray',
  'Float16Array',
  'Float32Array',
  'Float64Array',
];

/** Runs inside of the sandbox: only texts cross its border, so that no object of the host is in reach. */
const HARNESS = `
(() => {
  'use strict';
  const { parse, stringify } = JSON;
  const { defineProperty, entries } = Object;
  const { Error: AnyError, String: text } = globalThis;
  return {
    define: (json) => {
      for (const [name, value] of entries(parse(json))) {
        defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
      }
    },
    write: (value) => stringify(value) ?? 'null',
    describe: (thrown) => {
      try {
        return text(thrown instanceof AnyError ? thrown.name + ': ' + thrown.message : thrown);
      } catch {
        return 'something that can not be written as text';
      }
    },
  };
})()`;

interface Harness {
  readonly define: (json: string) => void;
  readonly write: (value: unknown) => string;
  readonly describe: (thrown: unknown) => string;
}

/**
 * Runs a script in a realm of its own that has the language and nothing else: no modules, files, network, timers or code
 * made from texts. Nobody else may use the thread afterwards.
 *
 * This keeps scripts from doing harm by mistake. It's no wall against an attacker: node:vm doesn't promise one, and both
 * realms share a thread of the server's process. Run only workflows whose authors are trusted.
 */
function runSandboxed({ source, variables }: SandboxedScript): SandboxOutcome {
  disarmFunctions();
  const context = createContext(constants.DONT_CONTEXTIFY, {
    codeGeneration: { strings: false, wasm: false },
  });
  for (const name of REMOVED) runInContext(`delete globalThis.${name}`, context);
  const harness = runInContext(HARNESS, context) as Harness;
  try {
    harness.define(variables);
    return { json: harness.write(compile(source).runInContext(context)) };
  } catch (error) {
    return { error: harness.describe(error) };
  }
}

/** A few errors, such as the one for `import()`, come from this realm; from their constructor no way may lead to `Function`. */
function disarmFunctions(): void {
  for (const each of [function () {}, async function () {}, function* () {}, async function* () {}]) {
    Reflect.deleteProperty(Reflect.getPrototypeOf(each) ?? {}, 'constructor');
  }
}

/** A script whose value is that of its last expression, or, where it returns, of its `return`. */
function compile(source: string): Script {
  try {
    return new Script(source, { filename: 'script' });
  } catch (error) {
    if (!(error instanceof SyntaxError) || error.message !== 'Illegal return statement') throw error;
    return new Script(`(function () {\n${source}\n})()`, { filename: 'script', lineOffset: -1 });
  }
}

parentPort?.postMessage(runSandboxed(workerData as SandboxedScript));
