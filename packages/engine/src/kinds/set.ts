import type { SetTask } from '@orchestrator/definition';
import { mergeData } from '../data/merge.js';
import type { Kind } from './kind.js';

/** Merges constant data; strings in it are never evaluated. */
export const setKind: Kind<SetTask> = {
  begin(walk, { scope }, task) {
    scope.data = mergeData(scope.data, task.data, walk.program.dialect);
    return { done: true };
  },
};
