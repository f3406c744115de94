import type { Frame, Scope, Wait } from './frame.js';
import { INSTANCE_FORMAT } from './instance.js';
import type { Instance } from './instance.js';

/** An instance as some version of this engine wrote it. */
export interface StoredInstance {
  readonly format: number;
}

/** A frame of format 1: only `do` tasks had children, and kept which one was next. */
interface Frame1 {
  readonly task: string;
  readonly node: string;
  readonly index?: number;
  readonly child?: Frame1;
  readonly wait?: Wait;
}

/**
 * Brings a stored instance to the present form. Its definition may have more tasks than before, but the ids of those
 * that it is in have stayed.
 *
 * @throws RangeError for a form that a newer version wrote
 */
export function upgradeInstance(stored: StoredInstance): Instance {
  if (stored.format === INSTANCE_FORMAT) return stored as unknown as Instance;
  if (stored.format === 1) return fromFormat1(stored as unknown as Instance1);
  throw new RangeError(
    `An instance has the form ${stored.format}, which a newer version wrote; this one reads up to ${INSTANCE_FORMAT}.`,
  );
}

type Instance1 = Omit<
  Instance,
  'format' | 'root' | 'headers' | 'produced' | 'correlation' | 'compensable' | 'children' | 'held'
> & {
  readonly root: { readonly data: Scope['data']; readonly frame: Frame1 | null };
};

function fromFormat1({ root, ...kept }: Instance1): Instance {
  const failed = kept.state === 'ERROR' ? kept.error?.node : undefined;
  const frame = root.frame && fromFrame1(root.frame, failed);
  return {
    headers: {},
    produced: 0,
    correlation: {},
    compensable: [],
    children: [],
    held: [],
    ...kept,
    format: INSTANCE_FORMAT,
    root: { data: root.data, frame, index: 0 },
  };
}

function fromFrame1({ task, node, index, child, wait }: Frame1, failed: string | undefined): Frame {
  return {
    task,
    node,
    ...(child && { child: fromFrame1(child, failed) }),
    ...(wait && { wait }),
    // `index` counted the child that runs, or the next one.
    ...(index !== undefined && child && { progress: { kind: 'do', index } as const }),
    ...(node === failed && { failed: true as const }),
  };
}
