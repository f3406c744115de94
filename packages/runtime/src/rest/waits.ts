import type { Frame, Instance, Scope, Wait } from '@orchestrator/engine';

/** Everything that an instance waits for at the moment, on all of its paths. */
export function waitsOf(instance: Instance): Wait[] {
  return ofScope(instance.root);
}

function ofScope({ frame }: Scope): Wait[] {
  return frame ? ofFrame(frame) : [];
}

function ofFrame({ wait, child, scopes }: Frame): Wait[] {
  return [...(wait ? [wait] : []), ...(child ? ofFrame(child) : []), ...(scopes ?? []).flatMap(ofScope)];
}
