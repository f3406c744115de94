import type { ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';

/** When a run ended or failed, in milliseconds since 1970; undefined while it goes on. */
export function endOf({ end, failedAt }: ProcessInstanceDTO): number | undefined {
  const time = end ?? failedAt;
  return time === undefined ? undefined : Date.parse(time);
}
