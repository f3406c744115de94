import type { Runtime } from '@orchestrator/runtime';

const PATH_KEY = /^mp\.messaging\.incoming\..+\.path$/;

/**
 * Whether a workflow's configuration binds an incoming channel to this path (`mp.messaging.incoming.<channel>.path`,
 * workflow-runtime.md 5.5). Which of its events an instance gets is decided by their type, whatever the channel.
 */
export function isEventPath(runtime: Runtime, pathname: string): boolean {
  return runtime.definitions
    .list()
    .some(({ workflowId }) =>
      [...runtime.definitions.settings(workflowId)].some(
        ([key, value]) => PATH_KEY.test(key) && normalised(value) === normalised(pathname),
      ),
    );
}

function normalised(path: string): string {
  return `/${path.replace(/^\/+|\/+$/g, '')}`;
}
