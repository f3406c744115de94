import type { Json } from '@orchestrator/definition';
import type { OpenFrame, OpenScope } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';

/** How a node ends in the trace. */
export type Ending =
  | { readonly type: 'exited'; readonly output?: Json }
  | { readonly type: 'cancelled' }
  | { readonly type: 'skipped' };

/** Takes the innermost frame off its path, with everything that still runs or waits inside it. */
export function close(walk: Walk, frame: OpenFrame, ending: Ending): void {
  for (const scope of frame.scopes) closeScope(walk, scope);
  const { scope, node } = frame;
  scope.frames.pop();
  stopWaiting(walk, frame);
  if (frame.deadline !== undefined) walk.effects.push({ type: 'settled', node, what: 'deadline' });
  // A node whose failure is in the trace already is not cancelled on top of it.
  if (!frame.failed || ending.type !== 'cancelled') walk.trace.push({ node, at: walk.now, ...ending });
}

/** Gives up what a frame waits for: its call, its timer, its events or its child. */
export function stopWaiting(walk: Walk, frame: OpenFrame): void {
  const { wait } = frame;
  if (wait?.for === 'child') cancelChild(walk, wait.current ?? wait.instanceId);
  walk.settle(frame);
}

/** Asks a child instance to end. */
export function cancelChild(walk: Walk, instanceId: string): void {
  walk.effects.push({ type: 'message', to: instanceId, fact: { type: 'cancelled' } });
}

/** Takes everything inside a frame away; the frame itself stays. */
export function closeInside(walk: Walk, frame: OpenFrame): void {
  const { scope } = frame;
  for (let leaf = scope.leaf; leaf && leaf !== frame; leaf = scope.leaf)
    close(walk, leaf, { type: 'cancelled' });
  for (const inner of frame.scopes) closeScope(walk, inner);
  frame.scopes = [];
}

/** Gives a path up. */
export function closeScope(walk: Walk, scope: OpenScope): void {
  for (let leaf = scope.leaf; leaf; leaf = scope.leaf) close(walk, leaf, { type: 'cancelled' });
  if (scope.parent) scope.closed = true;
}
