import type { Program } from '@orchestrator/definition';
import { acceptResult } from './call.js';
import { TaskFailure } from './failure.js';
import type { Advance, Fact } from './facts.js';
import type { Instance } from './instance.js';
import { defaultLimits } from './limits.js';
import type { Limits } from './limits.js';
import { begin, run } from './step.js';
import type { Next } from './step.js';
import { Walk } from './walk.js';

/**
 * Carries an instance on by one fact, as far as it goes without the outside: the whole engine as one pure function.
 *
 * The same program, instance, fact and time always give the same result. A fact that no longer applies (its node is
 * gone, the instance has ended) answers the very same instance without effects.
 *
 * @param now - milliseconds since 1970
 *
 * @example
 * const created = createInstance(program, { id, data: { language: 'English' } }, now);
 * const { instance, effects, trace } = advance(program, created, { type: 'started' }, now);
 */
export function advance(
  program: Program,
  instance: Instance,
  fact: Fact,
  now: number,
  limits: Limits = defaultLimits,
): Advance {
  const walk = new Walk(program, instance, now);
  if (!applies(walk, fact)) return { instance, effects: [], trace: [] };
  try {
    run(walk, accept(walk, fact), limits);
  } catch (error) {
    if (!(error instanceof TaskFailure)) throw error;
    walk.fail(error);
  }
  return walk.finish();
}

function applies(walk: Walk, fact: Fact): boolean {
  const { leaf } = walk;
  switch (fact.type) {
    case 'started':
      return walk.state === 'ACTIVE' && leaf === undefined;
    case 'cancelled':
      return walk.state === 'ACTIVE' || walk.state === 'ERROR';
    case 'step-rejected':
      return walk.state === 'ACTIVE';
    case 'timer-fired':
      return (
        walk.state === 'ACTIVE' &&
        leaf?.node === fact.node &&
        (leaf.wait?.for === 'timer' || leaf.wait?.for === 'turn')
      );
    case 'call-succeeded':
    case 'call-failed':
      return walk.state === 'ACTIVE' && leaf?.node === fact.node && leaf.wait?.for === 'call';
  }
}

/** Applies the fact itself; answers where the path goes on. */
function accept(walk: Walk, fact: Fact): Next {
  const { leaf } = walk;
  if (fact.type === 'started') return { enter: walk.program.start };
  if (fact.type === 'cancelled') {
    walk.end('ABORTED');
    return undefined;
  }
  if (fact.type === 'step-rejected' || fact.type === 'call-failed') throw new TaskFailure(fact.error);
  if (!leaf) return undefined;
  const turn = leaf.wait?.for === 'turn';
  leaf.wait = undefined;
  if (turn) return begin(walk, leaf.task);
  walk.stepsSinceWait = 0;
  if (fact.type !== 'call-succeeded' || leaf.task.kind !== 'call') return { leave: leaf.task.then };
  acceptResult(walk, leaf.task, fact.result);
  return { leave: leaf.task.then, output: fact.result };
}
