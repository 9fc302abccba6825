import { createHash } from 'node:crypto';
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
    render: backend.openQueue(JOB_KINDS.render.queue),
    portray: backend.openQueue(JOB_KINDS.portray.queue),
    deliver: backend.openQueue(JOB_KINDS.deliver.queue),
    reextract: backend.openQueue(JOB_KINDS.reextract.queue),
    subscribe: backend.openQueue(JOB_KINDS.subscribe.queue),
  };
}

/** Closes the queues; when their server is gone, they are left to end with the process. */
export async function closeQueues(queues: Queues): Promise<void> {
  await waitAtMost(Promise.allSettled(Object.values(queues).map((queue) => queue.close())), CLOSE_MS);
}

/** Something that is due: what it is, and since when. */
export type Due = { id: string; dueAt: Date };

/** The present moment, and for how long a job that is queued is taken for one that will be done. */
export type Stretch = { realNow: Date; requeueMs: number };

/**
 * Queues a job for each group of things that are due, if it is not queued already: the job's id names the things and
 * the moments they became due. The id also names the present stretch of `requeueMs`, so that a job that was lost with
 * its worker, or failed for good, stands in nobody's way for longer than that.
 */
export async function wakeWorkers(
  queue: JobQueue,
  kind: JobKind,
  groups: Due[][],
  payloadOf: (ids: string[]) => Record<string, string | string[]>,
  stretch: Stretch,
): Promise<void> {
  if (groups.length === 0) return;
  await queue.addBulk(
    groups.map((group) => ({
      name: JOB_KINDS[kind].queue,
      data: payloadOf(group.map(({ id }) => id)),
      opts: { ...JOB_OPTIONS, jobId: `${nameGroup(group)}-${numberOf(stretch)}` },
    })),
  );
}

/** Whether a job was queued in the present stretch. */
export function isOfStretch(jobId: string | undefined, stretch: Stretch): boolean {
  return jobId?.endsWith(`-${numberOf(stretch)}`) === true;
}

function numberOf({ realNow, requeueMs }: Stretch): number {
  return Math.floor(realNow.getTime() / requeueMs);
}

function nameGroup(group: Due[]): string {
  const names = group.map(({ id, dueAt }) => `${id}-${dueAt.getTime()}`);
  if (names.length === 1) return names.join();
  return createHash('sha256').update(names.join()).digest('base64url');
}
