import type { OpenScope } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { childLeft, proceed } from '../kinds/kinds.js';
import { closeInside, closeScope } from './close.js';
import { pathEnded } from './end.js';
import type { Next } from './next.js';

/**
 * Gives up a path: nothing follows what it was doing, and it does not count among the branches that have completed. Where
 * it was undoing a state, only that is given up; the other states are still undone.
 */
export function cancelPath(walk: Walk, scope: OpenScope): Next {
  const undoing = scope.frames.slice(0, -1).findLast(({ task }) => task.kind === 'compensate');
  if (undoing) {
    closeInside(walk, undoing);
    return childLeft(walk, undoing, undefined);
  }
  closeScope(walk, scope);
  const { parent } = scope;
  if (!parent) {
    pathEnded(walk, scope);
    return undefined;
  }
  parent.scopes = parent.scopes.filter((sibling) => sibling !== scope);
  walk.agenda.first(parent.scope, () => {
    const stands = walk.state === 'ACTIVE' && parent.scope.leaf === parent;
    return stands ? proceed(walk, parent) : undefined;
  });
  return undefined;
}
