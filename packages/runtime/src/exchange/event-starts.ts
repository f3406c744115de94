import { correlationOf, matchesEvent, startEvents } from '@orchestrator/engine';
import type { CloudEvent } from '@orchestrator/engine';
import { ExpressionError, toText } from '@orchestrator/definition';
import type { Correlation, EventUse, Program } from '@orchestrator/definition';
import type { EventStart } from '@orchestrator/store';

/** The starts that an event may bring about, by the definitions in force. */
export function eventStarts(
  programs: readonly Program[],
  event: CloudEvent,
  newId: () => string,
  now: number,
): EventStart[] {
  return programs.flatMap((program) => {
    const use = startEvents(program).find((candidate) => starts(program, candidate, event, now));
    return use ? [startOf(program, use, event, newId())] : [];
  });
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
  const first = program.tasks.get(program.start);
  const attributes = use.correlation.map(({ attribute }) => attribute);
  const values = correlationOf(event, attributes);
  // By the specification every event of an exclusive start creates an instance; SonataFlow's go to the one that lives.
  const registered = !spec && attributes.length > 0 && Object.keys(values).length === attributes.length;
  return {
    workflowId: program.workflowId,
    definition: program.hash,
    instanceId,
    // An instance that collects several events is created by the first of them only.
    unlessTaken: spec && first?.kind === 'listen' && first.mode === 'all',
    ...(registered && { correlation: values }),
  };
}
