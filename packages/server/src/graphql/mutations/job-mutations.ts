import { pathOf } from './command.js';
import type { Mutations } from './mutation.js';

/** Mutations of jobs; those of own runs are their timers (data-index-and-jobs.md 1.8). */
export const jobMutations = {
  JobCancel: ({ id }, to) =>
    to.toJob(id, {
      operation: `CANCEL Job with id: ${id}`,
      method: 'DELETE',
      path: `/jobs${pathOf(id)}`,
    }),
  JobReschedule: ({ id, data }, to) =>
    to.toJob(id, {
      operation: `RESCHEDULED JOB with id: ${id}`,
      method: 'PATCH',
      path: `/jobs${pathOf(id)}`,
      body: data ?? '',
    }),
} satisfies Mutations;
