import type { RepeatOptions } from 'bullmq';
import type { Source } from '../src/model/source.ts';
import { JOB_KINDS } from './job-kinds.ts';
import type { JobQueue } from './queue-backend.ts';
import { JOB_OPTIONS } from './wake-workers.ts';

/** What a reconciliation did, by source id; `isWhole` is false where more is left than is done at once. */
export type Reconciliation = { upserted: string[]; removed: string[]; isWhole: boolean };

/** So many schedulers are set or removed at once: each takes a millisecond or more, and what is due must not wait for ten thousand. */
const MOST_AT_ONCE = 500;

/** A scheduler whose next run is this long past has stopped producing (a known defect of BullMQ) and is set again. */
const OVERDUE_MS = 60_000;

/**
 * Makes the job schedulers of the queue those of the sources that are switched on, touching only what differs:
 * setting all again at every start takes minutes where there are thousands. A scheduler is altered in place, never
 * removed and set again, which would leave it without a next job. `rate` is the clock's.
 */
export async function reconcileSchedulers(
  queue: JobQueue,
  sources: Source[],
  rate: number,
  realNow: Date,
): Promise<Reconciliation> {
  const wanted = new Map(
    sources.filter((source) => source.enabled).map((source) => [source.id, repeatOf(source, rate)] as const),
  );
  const existing = await queue.getJobSchedulers(0, -1);
  const upserted: string[] = [];
  const removed: string[] = [];
  const surplus = existing.filter((scheduler) => !wanted.has(scheduler.key));
  for (const { key } of surplus.slice(0, MOST_AT_ONCE)) {
    await queue.removeJobScheduler(key);
    removed.push(key);
  }
  const current = new Map(existing.map((scheduler) => [scheduler.key, scheduler]));
  for (const [id, repeat] of wanted) {
    const scheduler = current.get(id);
    const isAsWanted = scheduler !== undefined && sameRepeat(scheduler, repeat);
    if (isAsWanted && (scheduler.next ?? 0) > realNow.getTime() - OVERDUE_MS) continue;
    if (upserted.length + removed.length >= MOST_AT_ONCE) return { upserted, removed, isWhole: false };
    await queue.upsertJobScheduler(id, repeat, {
      name: JOB_KINDS.discover.queue,
      data: { sourceId: id },
      opts: JOB_OPTIONS,
    });
    upserted.push(id);
  }
  return { upserted, removed, isWhole: removed.length === surplus.length };
}

type Repeat = Pick<RepeatOptions, 'every' | 'pattern' | 'tz'>;

function repeatOf(source: Source, rate: number): Repeat {
  const { everyMs, cron, timezone } = source.schedule;
  if (cron !== null) return { pattern: cron, tz: timezone };
  return { every: Math.max(1_000, Math.round((everyMs ?? 600_000) / rate)) };
}

function sameRepeat(
  scheduler: { every?: number; pattern?: string | null; tz?: string | null },
  repeat: Repeat,
): boolean {
  return (
    Number(scheduler.every ?? 0) === (repeat.every ?? 0) &&
    (scheduler.pattern ?? '') === (repeat.pattern ?? '') &&
    (scheduler.pattern === undefined || scheduler.pattern === null || (scheduler.tz ?? '') === (repeat.tz ?? ''))
  );
}
