import type { Frame, Scope } from './frame.js';
import type { Instance } from './instance.js';

/** Every task that an instance has entered and not left, outer ones before those inside them. */
export function openFrames({ root }: Instance): Generator<Frame> {
  return framesOfPath(root);
}

function* framesOfPath({ frame }: Scope): Generator<Frame> {
  for (let open = frame; open; open = open.child ?? null) {
    yield open;
    for (const inner of open.scopes ?? []) yield* framesOfPath(inner);
  }
}
