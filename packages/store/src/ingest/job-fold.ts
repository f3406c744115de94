import { isLatest } from './instance-fold.js';
import type { EventHead, JobReport } from './lifecycle-event.js';

/** A job of another service as it is stored. */
export interface JobRecord extends Omit<JobReport, 'kind' | 'job'> {
  readonly id: string;
  /** Of the service that looks after it. */
  readonly endpoint: string | null;
  readonly marks: { readonly changed?: number };
  readonly revision: number;
}

/** The job that an event tells of first. */
export function newJob({
  kind: _kind,
  job,
  source: _source,
  time: _time,
  ...rest
}: EventHead & JobReport): JobRecord {
  return { ...rest, id: job, endpoint: null, marks: {}, revision: 0 };
}

/**
 * The job after one more event about it: the newest says everything, but which workflow a job belongs to stays known
 * (contract data-index-and-jobs 3.5).
 */
export function foldJob(record: JobRecord, event: EventHead & JobReport): JobRecord {
  const workflowId = event.workflowId ?? record.workflowId;
  const rootWorkflowId = event.rootWorkflowId ?? record.rootWorkflowId;
  const { time, source, kind: _kind, job: id, ...said } = event;
  if (!isLatest(time, record.marks.changed))
    return {
      ...record,
      workflowId: record.workflowId ?? workflowId,
      rootWorkflowId: record.rootWorkflowId ?? rootWorkflowId,
    };
  return {
    ...said,
    id,
    workflowId,
    rootWorkflowId,
    endpoint: source === '' ? record.endpoint : source,
    marks: { changed: time },
    revision: record.revision,
  };
}
