import type { Effect, Instance, NodeInstanceId } from '@orchestrator/engine';

/** Further attributes of an event that a node of an instance sends, for instance the trace that it belongs to. */
export type EventExtensions = (
  instance: Instance,
  node: NodeInstanceId,
) => { readonly [attribute: string]: string };

/** The same effects, whose events have further attributes; what the workflow itself sets stays. */
export function extendedEvents(
  instance: Instance,
  effects: readonly Effect[],
  extensions: EventExtensions | undefined,
): readonly Effect[] {
  if (!extensions || !effects.some(({ type }) => type === 'publish')) return effects;
  return effects.map((effect) =>
    effect.type === 'publish'
      ? { ...effect, event: { ...extensions(instance, effect.node), ...effect.event } }
      : effect,
  );
}
