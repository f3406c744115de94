import type { NodeInstanceId } from '../instance/frame.js';
import type { OpenFrame, OpenScope } from './open-frame.js';

/** Every open frame of a path and of the paths inside it, outer ones before inner ones, in the order of the document. */
export function* framesOf(scope: OpenScope): Generator<OpenFrame> {
  const [outermost] = scope.frames;
  if (outermost) yield* framesFrom(outermost);
}

/** A frame and every open frame inside it, in the same order. */
export function* framesFrom(frame: OpenFrame): Generator<OpenFrame> {
  const { frames } = frame.scope;
  for (let index = frames.indexOf(frame); index < frames.length; index += 1) {
    const open = frames[index];
    if (!open) return;
    yield open;
    for (const inner of open.scopes) yield* framesOf(inner);
  }
}

/** The open frame of a node instance. */
export function findFrame(scope: OpenScope, node: NodeInstanceId): OpenFrame | undefined {
  for (const frame of framesOf(scope)) if (frame.node === node) return frame;
  return undefined;
}
