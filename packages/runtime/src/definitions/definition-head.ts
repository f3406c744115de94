import type { DataSchema, Program } from '@orchestrator/definition';
import { startEvents } from '@orchestrator/engine';

/** What is known of a definition without compiling it. */
export interface DefinitionHead extends Pick<
  Program,
  | 'hash'
  | 'workflowId'
  | 'version'
  | 'name'
  | 'description'
  | 'annotations'
  | 'metadata'
  | 'dialect'
  | 'source'
  | 'files'
  | 'schedule'
> {
  readonly input?: Pick<DataSchema, 'schema'>;
  readonly output?: Pick<DataSchema, 'schema'>;
  /** Types of the events that start it. */
  readonly startEvents: readonly string[];
}

/** The head of a definition that has been compiled. */
export function headOf(program: Program): DefinitionHead {
  const { hash, workflowId, version, name, description, annotations, metadata } = program;
  const { dialect, source, files, schedule, input, output } = program;
  return {
    hash,
    workflowId,
    version,
    name,
    annotations,
    metadata,
    dialect,
    source,
    files,
    startEvents: startEvents(program).map(({ type }) => type),
    ...(description !== undefined && { description }),
    ...(schedule && { schedule }),
    ...(input && { input: { schema: input.schema } }),
    ...(output && { output: { schema: output.schema } }),
  };
}
