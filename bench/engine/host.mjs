import { compile } from '@orchestrator/jq';
import { advance, createInstance } from '@orchestrator/engine';
import { FUNCTIONS } from './order.mjs';

const NOW = Date.UTC(2026, 0, 1);

/** Begins a run, up to its first call or its end. */
export function begin(program, data) {
  return advance(program, createInstance(program, { id: 'run', data }, NOW), { type: 'started' }, NOW);
}

/** Tells an instance what a call gave. */
export function answer(program, instance, node, result) {
  return advance(program, instance, { type: 'call-succeeded', node, result }, NOW);
}

const services = new Map(
  Object.entries(FUNCTIONS).map(([name, source]) => [name, compile(source, { dialect: 'jackson' })]),
);

/** What the service behind a call answers: the same as the function inside the engine gives. */
export function serve({ function: name, arguments: { value } }) {
  return services.get(name).one(value);
}

/** Runs a workflow to its end and answers each call at once. */
export function runToEnd(program, data) {
  let step = begin(program, data);
  const calls = callsOf(step);
  for (let at = 0; at < calls.length; at++) {
    step = answer(program, step.instance, calls[at].node, serve(calls[at]));
    calls.push(...callsOf(step));
  }
  return step.instance;
}

/** The calls among the effects of a step. */
export function callsOf({ effects }) {
  return effects.filter(({ type }) => type === 'call');
}
