import type { JobsOptions } from 'bullmq';
import { JOB_KINDS, type JobKind } from './job-kinds.ts';
import type { JobQueue, QueueBackend } from './queue-backend.ts';
import { waitAtMost } from './wait-at-most.ts';

export type Queues = Record<JobKind, JobQueue>;

/** A job that throws is tried again, later each time; one that failed for good is kept with its reason for a week. */
export const JOB_OPTIONS: JobsOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: { age: 7 * 24 * 60 * 60, count: 1_000 },
};

const CLOSE_MS = 2_000;

/** The queues of all kinds of job, for adding to them. */
export function openQueues(backend: QueueBackend): Queues {
  return {
    discover: backend.openQueue(JOB_KINDS.discover.queue),
    visit: backend.openQueue(JOB_KINDS.visit.queue),
    deliver: backend.openQueue(JOB_KINDS.deliver.queue),
    subscribe: backend.openQueue(JOB_KINDS.subscribe.queue),
  };
}

/** Closes the queues; when their server is gone, they are left to end with the process. */
export async function closeQueues(queues: Queues): Promise<void> {
  await waitAtMost(Promise.allSettled(Object.values(queues).map((queue) => queue.close())), CLOSE_MS);
}

/** Something that is due: what it is, and since when. */
export type Due = { id: string; dueAt: Date };

/**
 * Queues a job for each thing that is due, if it is not queued already: the job's id names the thing and the moment
 * it became due. The id also names the present stretch of `requeueMs`, so that a job that was lost with its worker,
 * or failed for good, stands in nobody's way for longer than that.
 */
export async function wakeWorkers(
  queue: JobQueue,
  kind: JobKind,
  due: Due[],
  payloadOf: (id: string) => Record<string, string>,
  options: { realNow: Date; requeueMs: number },
): Promise<void> {
  if (due.length === 0) return;
  const stretch = Math.floor(options.realNow.getTime() / options.requeueMs);
  await queue.addBulk(
    due.map(({ id, dueAt }) => ({
      name: JOB_KINDS[kind].queue,
      data: payloadOf(id),
      opts: { ...JOB_OPTIONS, jobId: `${id}-${dueAt.getTime()}-${stretch}` },
    })),
  );
}
