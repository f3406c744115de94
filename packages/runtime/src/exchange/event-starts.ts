import { correlationOf, matchesEvent, payloadOf, startEvents } from '@orchestrator/engine';
import type { CloudEvent } from '@orchestrator/engine';
import { ExpressionError, toText } from '@orchestrator/definition';
import type { Correlation, EventUse, Json, Program } from '@orchestrator/definition';
import type { EventStart } from '@orchestrator/store';

/** What tells which starts an event brings about besides the event itself. */
export interface EventStartsContext {
  /** Makes the id of an instance. */
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether a workflow begins with such data (workflow-runtime.md 1.1, `dataInputSchema`). */
  readonly accepts: (program: Program, input: Json) => boolean;
}

/** The starts that an event may bring about, by the definitions in force. */
export function eventStarts(
  programs: readonly Program[],
  event: CloudEvent,
  { newId, now, accepts }: EventStartsContext,
): EventStart[] {
  return programs.flatMap((program) => {
    const use = startEvents(program).find((candidate) => starts(program, candidate, event, now));
    // The payload of one of several events is not yet the input.
    if (!use || (!collects(program) && !accepts(program, payloadOf(use, event)))) return [];
    return [startOf(program, use, event, newId())];
  });
}

/** Whether an instance waits for several events to begin with; it is created by the first of them. */
function collects({ dialect, tasks, start }: Program): boolean {
  const first = tasks.get(start);
  return dialect === 'spec' && first?.kind === 'listen' && first.mode === 'all';
}

function starts(program: Program, use: EventUse, event: CloudEvent, now: number): boolean {
  const spec = program.dialect === 'spec';
  const correlation = Object.fromEntries(
    use.correlation.map((entry) => [entry.attribute, spec ? expected(program, entry, now) : null]),
  );
  const source = spec && use.source ? { source: use.source } : {};
  return matchesEvent({ eventType: use.type, ...source, correlation }, event, spec);
}

/** The value that a definition asks for; null: any, also where it cannot be told without an instance. */
function expected(program: Program, { value }: Correlation, now: number): string | null {
  if (!value) return null;
  try {
    return toText(value.evaluate({}, { CONST: program.constants }, now));
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

function startOf(program: Program, use: EventUse, event: CloudEvent, instanceId: string): EventStart {
  const spec = program.dialect === 'spec';
  const attributes = use.correlation.map(({ attribute }) => attribute);
  const values = correlationOf(event, attributes);
  // By the specification every event of an exclusive start creates an instance; SonataFlow's go to the one that lives.
  const registered = !spec && attributes.length > 0 && Object.keys(values).length === attributes.length;
  return {
    workflowId: program.workflowId,
    definition: program.hash,
    instanceId,
    unlessTaken: collects(program),
    ...(registered && { correlation: values }),
  };
}
