import { loadDefinition, StoredResources } from '@orchestrator/definition';
import type { Json, Program } from '@orchestrator/definition';
import { advance } from './advance.js';
import { createInstance } from './instance/create.js';
import type { Advance } from './facts.js';

/** Compiles a document that has to be right; its findings are the error otherwise. */
export async function compileYaml(text: string): Promise<Program> {
  const { program, findings } = await loadDefinition('w/w.sw.yaml', text, new StoredResources(new Map()));
  if (!program) throw new Error(JSON.stringify(findings, null, 2));
  return program;
}

/** A new instance after its first fact. */
export function startRun(program: Program, data: Json, now: number): Advance {
  return advance(program, createInstance(program, { id: 'run-1', data }, now), { type: 'started' }, now);
}
