import type { Finding } from '../finding.js';
import { loadDefinition } from '../load.js';
import type { Dialect } from '../program/dialect.js';
import type { Program } from '../program/program.js';
import type { Task, TaskId } from '../program/task.js';
import { StoredResources } from '../resources.js';

/** How a test has its document read. */
export interface CompileOptions {
  readonly files?: { readonly [path: string]: string };
  readonly dialect?: Dialect;
}

/** Everything that is found out about `sample/sample.sw.yaml`. */
export async function findingsOf(text: string, options: CompileOptions = {}): Promise<readonly Finding[]> {
  return (await load(text, options)).findings;
}

/** Codes of all errors and warnings with their lines: `unknown-state 7`. */
export async function codesOf(text: string, options: CompileOptions = {}): Promise<string[]> {
  const findings = await findingsOf(text, options);
  return findings.filter(({ severity }) => severity !== 'hint').map(({ code, line }) => `${code} ${line}`);
}

/** The Program of a document that has to be right; its findings are the error otherwise. */
export async function compile(text: string, options: CompileOptions = {}): Promise<Program> {
  const { program, findings } = await load(text, options);
  if (!program) throw new Error(JSON.stringify(findings, null, 2));
  return program;
}

/** One task of a document that has to be right. */
export async function taskOf(id: TaskId, text: string, options: CompileOptions = {}): Promise<Task> {
  const program = await compile(text, options);
  const task = program.tasks.get(id);
  if (!task) throw new Error(`There is no ${id}, only ${[...program.tasks.keys()].join(', ')}.`);
  return task;
}

/** A document with the given states and sections; instances begin in state A. */
export function workflow(states: string, sections = ''): string {
  return `id: sample\nspecVersion: '0.8'\nstart: A\n${sections.trim()}\nstates:\n${states.replace(/^\n+/, '').trimEnd()}\n`;
}

function load(text: string, { files = {}, dialect = 'sonataflow' }: CompileOptions) {
  const resources = new StoredResources(new Map(Object.entries(files)));
  return loadDefinition('sample/sample.sw.yaml', text, resources, { dialect });
}
