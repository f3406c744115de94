// Runs files in jq's own test format through the public API: npm run jq-suite -- FILE.test…
// A group is a program, an input and the expected outputs; a group after %%FAIL must not compile.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { compile, JqBudgetError, JqError, JqSyntaxError, parse } from '@orchestrator/jq';

const MODULES = 'modules are out of scope';
const ONE_INPUT = 'there is one input: input and inputs are out of scope';
const OUTPUT = 'debug and stderr are out of scope';
const ENVIRONMENT = 'the environment is out of scope, $ENV and env are empty';
const PROCESS = 'process and file access is out of scope';

/** What is out of scope, with the reason: names of functions, and of variables with their sign. */
const OUT_OF_SCOPE = new Map([
  ['modulemeta', MODULES],
  ['get_search_list', MODULES],
  ['input', ONE_INPUT],
  ['inputs', ONE_INPUT],
  ['debug', OUTPUT],
  ['stderr', OUTPUT],
  ['$ENV', ENVIRONMENT],
  ['env', ENVIRONMENT],
  ['halt', PROCESS],
  ['halt_error', PROCESS],
  ['input_filename', PROCESS],
]);

/** Programs with modules have no tree here. */
const WITH_MODULES = /^\s*(?:import|include|module)\b/;

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Why a program is left out: the first name in its tree that is out of scope and that it does not define itself. */
function reasonToSkip(program) {
  if (WITH_MODULES.test(program)) return MODULES;
  let tree;
  try {
    tree = parse(program);
  } catch (error) {
    if (error instanceof JqSyntaxError) return undefined;
    throw error;
  }
  const parts = [...partsOf(tree)];
  const own = new Set(parts.flatMap(({ params, name }) => (params === undefined ? [] : [name, ...params])));
  const names = parts.flatMap(({ kind, name }) =>
    kind === 'call' && !own.has(name) ? [name] : kind === 'variable' ? [`$${name}`] : [],
  );
  return names.map((name) => OUT_OF_SCOPE.get(name)).find((reason) => reason !== undefined);
}

/** A tree's nodes and definitions, wherever they stand: inside strings and patterns too. */
function* partsOf(part) {
  if (typeof part !== 'object' || part === null) return;
  if (!Array.isArray(part)) yield part;
  for (const inner of Object.values(part)) yield* partsOf(inner);
}

function* groups(text) {
  let group = [];
  for (const [number, line] of [...text.split(/\r?\n/), ''].entries()) {
    if (line.trim() === '') {
      if (group.length > 0) yield group;
      group = [];
    } else if (!line.startsWith('#')) group.push({ line, number: number + 1 });
  }
}

/** A JSON text as a value that can be compared: what jq reads beyond JSON included. */
function canonical(text) {
  return compile('fromjson').one(text);
}

function same(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a === b || (Number.isNaN(a) && Number.isNaN(b));
  if ((a === null && Number.isNaN(b)) || (b === null && Number.isNaN(a))) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
  );
}

function isKnown(error) {
  return error instanceof JqError || error instanceof JqSyntaxError || error instanceof JqBudgetError;
}

function runFailing(program, message) {
  try {
    compile(program);
    return 'it compiles';
  } catch (error) {
    if (!(error instanceof JqSyntaxError)) return `wrong error: ${error.stack}`;
    const wanted = message?.match(/^jq: error: (.*?)(?: at <top-level>.*)?$/)?.[1];
    if (process.env['JQ_SUITE_MESSAGES'] && wanted !== undefined && !error.message.startsWith(wanted)) {
      return `message ${error.message}, expected ${wanted}`;
    }
    return null;
  }
}

function runGroup(program, input, expected) {
  const outputs = [];
  let failure = '';
  try {
    for (const value of compile(program).iterate(canonical(input), {}, { now: NOW })) {
      outputs.push(value);
      if (outputs.length > expected.length) break;
    }
  } catch (error) {
    if (!isKnown(error)) return `not an error of ours: ${error.stack}`;
    if (error instanceof JqSyntaxError || outputs.length < expected.length)
      failure = `, ${error.name}: ${error.message}`;
  }
  const wanted = expected.map(canonical);
  if (
    failure === '' &&
    outputs.length === wanted.length &&
    wanted.every((value, at) => same(value, outputs[at]))
  )
    return null;
  const shown = outputs.map((value) => compile('tojson').one(value)).join(' ');
  return `got ${shown.slice(0, 300)}${failure.slice(0, 300)}, expected ${expected.join(' ').slice(0, 300)}`;
}

/** Runs every group of a file and prints what fails or is left out. */
async function runFile(file, counts) {
  // npm runs this in the clone; names are meant from where the caller stands.
  const text = await readFile(resolve(process.env['INIT_CWD'] ?? '.', file), 'utf8').catch(() => undefined);
  if (text === undefined) {
    console.log(`FAIL ${file} can't be read; check its name.`);
    counts.failed++;
    return;
  }
  for (const group of groups(text)) {
    const fails = group[0].line.startsWith('%%FAIL');
    const [first, ...rest] = fails ? group.slice(1) : group;
    const program = first?.line ?? '';
    const skip = reasonToSkip(program);
    if (skip !== undefined) {
      counts.skipped++;
      console.log(`SKIP ${file}:${first?.number} ${program} (${skip})`);
      continue;
    }
    const lines = rest.map(({ line }) => line);
    const problem = fails
      ? runFailing(program, lines[0])
      : runGroup(program, lines[0] ?? 'null', lines.slice(1));
    counts[problem === null ? 'passed' : 'failed']++;
    if (problem !== null) console.log(`FAIL ${file}:${first?.number} ${program}\n     ${problem}`);
  }
}

const files = process.argv.slice(2);
if (files.length === 0 || files.includes('--help')) {
  console.log('npm run jq-suite -- FILE.test…\n\nRuns files in the format of jq.test and prints what fails.');
  process.exitCode = files.length === 0 ? 1 : 0;
} else {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of files) await runFile(file, counts);
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}
