import type { Runtime, Settings } from '@orchestrator/runtime';

const PATH_KEY = /^mp\.messaging\.incoming\..+\.path$/;

/** Settings are replaced as a whole when they change, so what they say is found once. */
const pathsBySettings = new WeakMap<Settings, ReadonlySet<string>>();

/**
 * Whether a workflow's configuration binds an incoming channel to this path (`mp.messaging.incoming.<channel>.path`,
 * workflow-runtime.md 5.5). Which of its events an instance gets is decided by their type, whatever the channel.
 */
export function isEventPath({ definitions }: Runtime, pathname: string): boolean {
  const path = normalised(pathname);
  return definitions.list().some(({ workflowId }) => pathsOf(definitions.settings(workflowId)).has(path));
}

function pathsOf(settings: Settings): ReadonlySet<string> {
  let paths = pathsBySettings.get(settings);
  if (!paths) {
    paths = new Set([...settings].filter(([key]) => PATH_KEY.test(key)).map(([, path]) => normalised(path)));
    pathsBySettings.set(settings, paths);
  }
  return paths;
}

function normalised(path: string): string {
  return `/${path.replace(/^\/+|\/+$/g, '')}`;
}
