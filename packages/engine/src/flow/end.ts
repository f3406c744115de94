import { CANCEL_COMPENSATION } from '@orchestrator/definition';
import type { TaskId } from '@orchestrator/definition';
import type { OpenScope } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import type { Fact } from '../facts.js';
import type { NodeInstanceId } from '../instance/frame.js';
import type { ParentLink } from '../instance/instance.js';
import { scopeEnded } from '../kinds/kinds.js';
import { cancelChild, closeScope } from './close.js';
import type { Next } from './next.js';

/** A path has no task left: its siblings are asked, or the instance is over. */
export function pathEnded(walk: Walk, scope: OpenScope): void {
  const { parent } = scope;
  if (!parent) {
    if (walk.ending || !walk.program.keepActive) endInstance(walk, 'COMPLETED');
    return;
  }
  scope.closed = true;
  parent.scopes = parent.scopes.filter((sibling) => sibling !== scope);
  walk.agenda.first(parent.scope, (): Next => {
    const stands = parent.scope.frames.includes(parent);
    return stands ? scopeEnded(walk, parent, scope) : undefined;
  });
}

/**
 * Ends the instance, or begins what has to happen before: a last state. Whatever is still active is cancelled.
 */
export function endInstance(walk: Walk, state: 'COMPLETED' | 'ABORTED'): void {
  closeScope(walk, walk.root);
  const { ending } = walk;
  if (ending?.before !== undefined) {
    const last = ending.before;
    walk.ending = { state: ending.state };
    walk.agenda.first(walk.root, () => ({ enter: last }));
    return;
  }
  end(walk, ending?.state ?? state);
}

/** Gives up what is active; undoes what has completed, runs a last state if there is one, and then ends as ABORTED. */
export function abort(walk: Walk, compensates: boolean, before?: TaskId): void {
  closeScope(walk, walk.root);
  walk.state = 'ACTIVE';
  walk.ending = { state: 'ABORTED', ...(before !== undefined && { before }) };
  if (compensates && walk.compensable.length > 0)
    walk.agenda.first(walk.root, () => ({ enter: CANCEL_COMPENSATION }));
  else endInstance(walk, 'ABORTED');
}

/**
 * Ends the instance for good and tells those who care: its parent and its detached children.
 *
 * @param continuedAs - the instance that goes on in its place
 */
export function end(walk: Walk, state: 'COMPLETED' | 'ABORTED', continuedAs?: string): void {
  closeScope(walk, walk.root);
  walk.state = state;
  walk.endedAt = walk.now;
  walk.ending = undefined;
  walk.held = [];
  for (const child of walk.children) {
    if (child.onParentEnd === 'terminate') cancelChild(walk, child.current ?? child.instanceId);
  }
  walk.children = [];
  if (continuedAs === undefined) reportToParent(walk, state);
  else
    tellParent(walk, (parent) => ({
      type: 'child-replaced',
      ...waiting(parent),
      instanceId: parent.child,
      by: continuedAs,
    }));
}

/** Tells the parent about this instance's state. */
export function reportToParent(walk: Walk, state: 'COMPLETED' | 'ABORTED' | 'ERROR'): void {
  const { error } = walk;
  tellParent(walk, (parent) => ({
    type: 'child-ended',
    ...waiting(parent),
    instanceId: parent.child,
    state,
    data: walk.root.data,
    ...(error && { error: { code: error.code, message: error.message } }),
  }));
}

function tellParent(walk: Walk, fact: (parent: ParentLink) => Fact): void {
  const { parent } = walk.instance;
  if (parent) walk.effects.push({ type: 'message', to: parent.instanceId, fact: fact(parent) });
}

function waiting({ node }: ParentLink): { node?: NodeInstanceId } {
  return node === undefined ? {} : { node };
}
