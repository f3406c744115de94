import type { Setting } from '@orchestrator/definition';
import type { Logger, Settings, WorkflowLimits } from '@orchestrator/runtime';
import { SettingError } from '../calls/setting-error.js';
import { wholeNumber } from './read-limit.js';
import type { Read } from './read-limit.js';
import {
  QUEUED_STARTS,
  START_BURST,
  STARTS_PER_SECOND,
  WORKFLOW_CALLS,
  WORKFLOW_RUNS,
  WORKFLOW_STEPS,
} from './workflow-settings.js';

/** Stands for every workflow in a key. */
const ANY = '*';

/** The key of a limit of one workflow: all before its id, the id, and the limit. */
const KEY = /^orchestrator\.limits\.workflows\.(.+)\.[^.]+$/;

/**
 * The limits of single workflows, from the settings of the server. They are for the operator alone: a workflow's author
 * could otherwise take the share of others, and has no need to lower the own one.
 *
 * @throws SettingError for one that stands in a file or was set by hand; one that only an environment variable has is
 * logged and passed over when its workflow is first used
 */
export function workflowLimits(
  settings: Settings,
  logger: Logger,
): (workflowId: string) => Partial<WorkflowLimits> {
  const read: Read = (key) => settings.get(key);
  for (const [key] of settings) {
    const id = KEY.exec(key)?.[1];
    if (id !== undefined) limitsFor(read, id);
  }
  limitsFor(read, ANY);
  return (workflowId) => {
    try {
      return limitsFor(read, workflowId);
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      logger.error(`A limit of the workflow "${workflowId}" does not count: ${error.message}`);
      return limitsFor(read, ANY);
    }
  };
}

function limitsFor(read: Read, workflowId: string): Partial<WorkflowLimits> {
  const keyOf = ({ key }: Setting): string => {
    const own = key.replace('<id>', workflowId);
    return read(own) === undefined ? key.replace('<id>', ANY) : own;
  };
  const number = (setting: Setting, least?: number): number | undefined =>
    wholeNumber(read, keyOf(setting), least);
  const startsPerSecond = rate(read, keyOf(STARTS_PER_SECOND));
  const startBurst =
    number(START_BURST) ?? (startsPerSecond === undefined ? undefined : Math.ceil(startsPerSecond));
  return {
    ...defined('runs', number(WORKFLOW_RUNS)),
    ...defined('calls', number(WORKFLOW_CALLS)),
    ...defined('steps', number(WORKFLOW_STEPS)),
    ...defined('startsPerSecond', startsPerSecond),
    ...defined('startBurst', startBurst),
    ...defined('queuedStarts', number(QUEUED_STARTS, 0)),
  };
}

function defined<Name extends keyof WorkflowLimits>(
  name: Name,
  value: number | undefined,
): { readonly [name in Name]?: number } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]: number });
}

function rate(read: Read, key: string): number | undefined {
  const text = read(key);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new SettingError(`${key} must be a number of more than 0, but it is "${text}".`);
}
