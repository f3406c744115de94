import { setTimeout as pause } from 'node:timers/promises';
import { Mismatch } from '../mismatch.mjs';
import { eventually, throughout } from '../patience.mjs';

/** `wait` */
export function wait(_run, { seconds }) {
  return pause(seconds * 1000);
}

/** `awaitGone`: the run of the case ends. */
export function awaitGone(run, { withinSeconds }) {
  return gone(run, run.instancePath, withinSeconds);
}

/** `awaitAllGone`: all runs of `startMany` end. */
export async function awaitAllGone(run, { withinSeconds }) {
  const paths = run.startedIds.map((id) => `/${run.workflowId}/${id}`);
  await Promise.all(paths.map((path) => gone(run, path, withinSeconds)));
}

/** `stillThere`: the run of the case goes on existing. */
export function stillThere(run, { forSeconds }) {
  return throughout(forSeconds, () => has(run, run.instancePath, 200, 'stillThere'));
}

/** `after.instance: present` */
export function present(run) {
  return has(run, run.instancePath, 200, 'after.instance');
}

function gone(run, path, seconds) {
  return eventually(seconds, () => has(run, path, 404, 'awaitGone'));
}

async function has(run, path, expected, check) {
  const { status, text } = await run.get(path);
  if (status !== expected) throw new Mismatch(`${check}: GET ${path}`, expected, `${status} ${text}`.trim());
}
