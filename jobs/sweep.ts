import { listArticlesDue } from '../storage/articles.ts';
import { listDeliveriesDue } from '../storage/deliveries.ts';
import { listSourcesDue } from '../storage/endpoints.ts';
import { listSourcesPushed } from '../storage/pushes.ts';
import { listSubscriptionsDue, planSubscriptions } from '../storage/subscriptions.ts';
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

  const roomForSources = await roomIn(queues.discover, settings.limit);
  const dueSources = await listSourcesDue(db, now, roomForSources);
  const pushed = await listSourcesPushed(db, roomForSources);
  const sources = [...pushed, ...dueSources]
    .filter(({ sourceId }) => enabled.some((source) => source.id === sourceId))
    .map(({ sourceId, dueAt }) => ({ id: sourceId, dueAt }));
  await wakeWorkers(queues.discover, 'discover', sources, (sourceId) => ({ sourceId }), stretch);

  const delaysMs = new Map(enabled.map((source) => [source.id, source.fetch.delayMs]));
  const windowMs = settings.everyMs * 2; // enough to do until the next sweep has queued more
  const room = await roomIn(queues.visit, settings.limit);
  const articles = await listArticlesDue(db, { now, delaysMs, windowMs, limit: room });
  await wakeWorkers(queues.visit, 'visit', articles, (articleId) => ({ articleId }), stretch);

  const deliveries = await listDeliveriesDue(db, now, await roomIn(queues.deliver, settings.limit));
  await wakeWorkers(queues.deliver, 'deliver', deliveries, (deliveryId) => ({ deliveryId }), stretch);
  await planSubscriptions(db, stet.config().settings.web.publicUrl, now);
  const subscriptions = await listSubscriptionsDue(db, now, await roomIn(queues.subscribe, settings.limit));
  await wakeWorkers(queues.subscribe, 'subscribe', subscriptions, (subscriptionId) => ({ subscriptionId }), stretch);
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
