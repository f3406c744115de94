import type { NodeInstanceId } from '../instance/frame.js';
import type { OpenFrame, OpenScope } from './open-frame.js';

/** Every open frame of a path and of the paths inside it, outer ones before inner ones, in the order of the document. */
export function* framesOf(scope: OpenScope): Generator<OpenFrame> {
  for (const frame of scope.frames) {
    yield frame;
    for (const inner of frame.scopes) yield* framesOf(inner);
  }
}

/** The open frame of a node instance. */
export function findFrame(scope: OpenScope, node: NodeInstanceId): OpenFrame | undefined {
  for (const frame of framesOf(scope)) if (frame.node === node) return frame;
  return undefined;
}
