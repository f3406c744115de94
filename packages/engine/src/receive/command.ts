import { acceptPayload } from '../action/result.js';
import { framesOf } from '../draft/frames.js';
import type { Walk } from '../draft/walk.js';
import { fixCorrelation, payloadOf } from '../events/arrivals.js';
import { startEvents } from '../events/start-events.js';
import { TaskFailure } from '../failure.js';
import type { Fact } from '../facts.js';
import { failed } from '../flow/drive.js';
import { abort } from '../flow/end.js';
import { moveTimer } from './move-timer.js';
import { receiveNodeCommand } from './node-command.js';
import { repair } from './repair.js';
import { rewind } from './rewind.js';

type Command = Extract<
  Fact,
  {
    type:
      | 'started'
      | 'cancelled'
      | 'retried'
      | 'skipped'
      | 'suspended'
      | 'resumed'
      | 'rewound'
      | 'node-triggered'
      | 'node-retriggered'
      | 'node-cancelled'
      | 'timer-moved'
      | 'data-replaced'
      | 'step-rejected';
  }
>;

/** Carries out what the host or an operator asks for. False: it does not apply to the instance as it is. */
export function receiveCommand(walk: Walk, fact: Command): boolean {
  switch (fact.type) {
    case 'started':
      return start(walk, fact.at);
    case 'cancelled':
      // A second request ends an instance that is still undoing what it did.
      abort(walk, walk.ending === undefined || walk.ending.draining === true);
      return true;
    case 'retried':
    case 'skipped':
      return walk.state === 'ERROR' && repair(walk, fact.type);
    case 'suspended':
      if (walk.state !== 'ACTIVE') return false;
      walk.state = 'SUSPENDED';
      return true;
    case 'resumed':
      if (walk.state !== 'SUSPENDED') return false;
      walk.state = 'ACTIVE';
      return true;
    case 'rewound':
      return rewind(walk, fact);
    case 'node-triggered':
    case 'node-retriggered':
    case 'node-cancelled':
      return receiveNodeCommand(walk, fact);
    case 'timer-moved':
      return moveTimer(walk, fact);
    case 'data-replaced':
      walk.root.data = fact.data;
      return true;
    case 'step-rejected':
      return reject(walk, fact);
  }
}

function start(walk: Walk, at: string | undefined): boolean {
  if (walk.state !== 'ACTIVE' || walk.instance.entered > 0) return false;
  const { timeout } = walk.program;
  if (walk.deadline === undefined && timeout) walk.deadline = walk.after(timeout.duration, walk.root);
  if (walk.deadline !== undefined) walk.timer(`${walk.instance.id}:0`, 'deadline', walk.deadline);
  const first = at ?? walk.program.start;
  walk.agenda.first(walk.root, () => {
    if (first !== walk.program.start) takeStartEvent(walk);
    return { enter: first };
  });
  return true;
}

/** A run that begins elsewhere is still the one that its event created: by its payload and by its correlation. */
function takeStartEvent(walk: Walk): void {
  const { startEvent } = walk;
  if (startEvent === undefined) return;
  walk.startEvent = undefined;
  const use = startEvents(walk.program).find(({ type }) => type === startEvent.type);
  if (!use) return;
  fixCorrelation(walk, use, startEvent);
  acceptPayload(walk, walk.root, use.filter, payloadOf(use, startEvent));
}

function reject(walk: Walk, { node, error }: Extract<Fact, { type: 'step-rejected' }>): boolean {
  if (walk.state !== 'ACTIVE') return false;
  const frames = [...framesOf(walk.root)];
  const frame = frames.find((open) => open.node === node) ?? frames.at(-1) ?? null;
  if (frame) walk.settle(frame);
  failed(walk, frame, new TaskFailure(error));
  return true;
}
