import type { ValueCount } from '../count-values.js';
import { instanceView } from '../views/instance-view.js';
import { jobView } from '../views/job-view.js';
import type { Loaders } from '../views/loaders.js';
import { taskView } from '../views/task-view.js';
import type { Happening } from './seen-revisions.js';
import type { IndexWatch } from './index-watch.js';

type Source = (args: unknown, context: ValueCount) => AsyncIterableIterator<object>;

/**
 * Where the events of each subscription come from.
 *
 * @param loadersOf - loaders for one event: what an earlier one has fetched may be out of date
 */
export function subscriptionResolvers(
  watch: IndexWatch,
  loadersOf: () => Loaders,
): { readonly [field: string]: Source } {
  const of = (happening: Happening, suffix: string): [string, Source][] => {
    const instance = `ProcessInstance${suffix}`;
    const task = `UserTaskInstance${suffix}`;
    const job = `Job${suffix}`;
    return [
      [
        instance,
        (_, count) => events(instance, count, watch.watch('instances', happening), loadersOf, instanceView),
      ],
      [task, (_, count) => events(task, count, watch.watch('tasks', happening), loadersOf, taskView)],
      [job, (_, count) => events(job, count, watch.watch('jobs', happening), loadersOf, jobView)],
    ];
  };
  return Object.fromEntries([...of('added', 'Added'), ...of('updated', 'Updated')]);
}

/** GraphQL reads the event of a subscription from a property of its name. */
function events<Row>(
  field: string,
  count: ValueCount,
  rows: AsyncIterableIterator<Row>,
  loadersOf: () => Loaders,
  view: (row: Row, loaders: Loaders) => object,
): AsyncIterableIterator<object> {
  return {
    async next() {
      const result = await rows.next();
      // Each event is an answer of its own.
      count.values = 0;
      delete count.tooMany;
      if (result.done === true) return { done: true, value: undefined };
      return { done: false, value: { [field]: view(result.value, loadersOf()) } };
    },
    async return() {
      await rows.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
