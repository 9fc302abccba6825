import { listArticlesDue } from '../storage/articles.ts';
import { listDeliveriesDue } from '../storage/deliveries.ts';
import { listSourcesDue } from '../storage/endpoints.ts';
import { holdBack } from './hold-back.ts';
import type { JobQueue } from './queue-backend.ts';
import type { Stet } from './stet.ts';
import { type Queues, wakeWorkers } from './wake-workers.ts';

export type SweepSettings = {
  /** Real milliseconds until the next sweep. */
  everyMs: number;
  /** After how many real milliseconds a job that is still due is queued again. */
  requeueMs: number;
  /** The most jobs of a kind that wait at a time. */
  limit: number;
};

export const SWEEP_SETTINGS: SweepSettings = { everyMs: 2_000, requeueMs: 60_000, limit: 1_000 };

/**
 * Turns what is due in the database into jobs. It asks nothing of the queue's memory: after a Redis that was
 * flushed, a scheduler that stopped or a worker that was killed, the next sweep queues again all that is due.
 */
export async function sweep(
  stet: Stet,
  queues: Queues,
  settings: SweepSettings,
  now: Date,
  realNow: Date,
): Promise<{ sources: number; articles: number; deliveries: number }> {
  const { db } = stet.database;
  const enabled = stet.config().sources.filter((source) => source.enabled);
  const stretch = { realNow, requeueMs: settings.requeueMs };

  const held = await holdBack(stet, enabled, now);

  const dueSources = await listSourcesDue(db, now, await roomIn(queues.discover, settings.limit), held.discoveries);
  const sources = dueSources
    .filter(({ sourceId }) => enabled.some((source) => source.id === sourceId))
    .map(({ sourceId, dueAt }) => ({ id: sourceId, dueAt }));
  await wakeWorkers(queues.discover, 'discover', sources, (sourceId) => ({ sourceId }), stretch);

  const asked = enabled.filter(({ id }) => !held.visits.has(id));
  const delaysMs = new Map(asked.map((source) => [source.id, source.fetch.delayMs]));
  const windowMs = settings.everyMs * 2; // enough to do until the next sweep has queued more
  const room = await roomIn(queues.visit, settings.limit);
  const { firstOnly } = held;
  const articles = await listArticlesDue(db, { now, delaysMs, firstOnly, windowMs, limit: room });
  await wakeWorkers(queues.visit, 'visit', articles, (articleId) => ({ articleId }), stretch);

  const deliveries = await listDeliveriesDue(db, now, await roomIn(queues.deliver, settings.limit));
  await wakeWorkers(queues.deliver, 'deliver', deliveries, (deliveryId) => ({ deliveryId }), stretch);
  return { sources: sources.length, articles: articles.length, deliveries: deliveries.length };
}

/**
 * How many jobs a queue may still take: where the workers cannot keep up, what is due is queued anew every `requeueMs`,
 * and the queue would grow without end.
 */
async function roomIn(queue: JobQueue, limit: number): Promise<number> {
  const { waiting = 0 } = await queue.getJobCounts('waiting');
  return Math.max(0, limit - waiting);
}
