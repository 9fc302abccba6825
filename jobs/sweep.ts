import type { Job } from 'bullmq';
import { likenessesOf } from '../src/model/likeness.ts';
import { type DueArticle, type DueVisit, listArticlesDue } from '../storage/articles.ts';
import { listDeliveriesDue } from '../storage/deliveries.ts';
import { listSourcesDue } from '../storage/endpoints.ts';
import { listLikenessesDue } from '../storage/likenesses.ts';
import { listSourcesPushed } from '../storage/pushes.ts';
import { listReextractionsDue } from '../storage/reextractions.ts';
import { listRenders } from '../storage/source-renders.ts';
import { listSubscriptionsDue, planSubscriptions } from '../storage/subscriptions.ts';
import { type HeldBack, holdBack } from './hold-back.ts';
import { JOB_KINDS } from './job-kinds.ts';
import type { JobQueue } from './queue-backend.ts';
import type { Stet } from './stet.ts';
import { isOfStretch, type Queues, type Stretch, wakeWorkers } from './wake-workers.ts';

export type SweepSettings = {
  /** Real milliseconds until the next sweep. */
  everyMs: number;
  /** After how many real milliseconds a job that is still due is queued again. */
  requeueMs: number;
  /** The most things of a kind that wait in the queue at a time. */
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
  const room = await roomIn(queues.discover, settings.limit);
  const pushed = await listSourcesPushed(db, room);
  const dueSources = [...pushed, ...(await listSourcesDue(db, now, room, held.discoveries))];
  const isEnabled = new Set(enabled.map(({ id }) => id));
  const sources = dueSources
    .filter(({ sourceId }) => isEnabled.has(sourceId))
    .map(({ sourceId, dueAt }) => [{ id: sourceId, dueAt }]);
  await wakeWorkers(queues.discover, 'discover', sources, ([sourceId = '']) => ({ sourceId }), stretch);

  const articles = await sweepArticles(stet, queues, settings, { held, now, stretch });
  await sweepLikenesses(stet, queues.portray, settings, { held, now, stretch });

  const dueDeliveries = await listDeliveriesDue(db, now, await roomIn(queues.deliver, settings.limit));
  const deliveries = dueDeliveries.map((delivery) => [delivery]);
  await wakeWorkers(queues.deliver, 'deliver', deliveries, ([deliveryId = '']) => ({ deliveryId }), stretch);
  // One job waits at most, however long the one that is in hand takes.
  const reextractions = (await roomIn(queues.reextract, 1)) === 0 ? [] : await listReextractionsDue(db);
  const orders = reextractions.map((order) => [order]);
  await wakeWorkers(queues.reextract, 'reextract', orders, ([reextractionId = '']) => ({ reextractionId }), stretch);
  await planSubscriptions(db, stet.config().settings.web.publicUrl, now);
  const dueSubscriptions = await listSubscriptionsDue(db, now, await roomIn(queues.subscribe, settings.limit));
  const subscriptions = dueSubscriptions.map((subscription) => [subscription]);
  await wakeWorkers(
    queues.subscribe,
    'subscribe',
    subscriptions,
    ([subscriptionId = '']) => ({ subscriptionId }),
    stretch,
  );
  return { sources: sources.length, articles, deliveries: deliveries.length };
}

/** Queues the visits that are due and not queued yet, as many as may wait; where there are many, several to a job. */
async function sweepArticles(
  stet: Stet,
  visitQueues: Pick<Queues, 'visit' | 'render'>,
  settings: SweepSettings,
  { held, now, stretch }: { held: HeldBack; now: Date; stretch: Stretch },
): Promise<number> {
  const asked = stet.config().sources.filter(({ id, enabled }) => enabled && !held.visits.has(id));
  const delaysMs = new Map(asked.map((source) => [source.id, source.fetch.delayMs]));
  const windowMs = settings.everyMs * 2; // enough to do until the next sweep has queued more
  const { firstOnly } = held;
  const [visit, render] = await Promise.all([
    listQueuedVisits(visitQueues.visit, settings.limit, stretch),
    listQueuedVisits(visitQueues.render, settings.limit, stretch),
  ]);
  const queued = { visit, render };
  const due = await listArticlesDue(stet.database.db, { now, delaysMs, firstOnly, windowMs, limit: settings.limit });
  const unqueued = due.filter(({ id }) => !queued.visit.ids.has(id) && !queued.render.ids.has(id));
  const needsBrowser = await whoNeedsBrowser(stet, now);
  // Those that wait for a browser, which nobody may have, take no room from the others.
  const fitting = (all: DueVisit[], { waiting }: { waiting: number }) =>
    all.slice(0, Math.max(0, settings.limit - waiting));
  const shares = {
    visit: fitting(
      unqueued.filter((each) => !needsBrowser(each)),
      queued.visit,
    ),
    render: fitting(unqueued.filter(needsBrowser), queued.render),
  };
  for (const kind of ['visit', 'render'] as const) {
    const share = shares[kind];
    const size = Math.min(MOST_IN_A_JOB, Math.ceil(share.length / ENOUGH_JOBS));
    await wakeWorkers(visitQueues[kind], kind, group(share, size), (articleIds) => ({ articleIds }), stretch);
  }
  return shares.visit.length + shares.render.length;
}

/** Queues what versions owe of likenesses: each is worth what a visit of a known article is. */
async function sweepLikenesses(
  stet: Stet,
  queue: JobQueue,
  settings: SweepSettings,
  { held, now, stretch }: { held: HeldBack; now: Date; stretch: Stretch },
): Promise<void> {
  const portrayed = stet.config().sources.filter(({ id, enabled, fetch }) => {
    return enabled && likenessesOf(fetch).length > 0 && !held.visits.has(id) && !held.firstOnly.has(id);
  });
  if (portrayed.length === 0) return;
  const which = { sourceIds: portrayed.map(({ id }) => id), now, limit: await roomIn(queue, settings.limit) };
  const owing = (await listLikenessesDue(stet.database.db, which)).map((each) => [each]);
  await wakeWorkers(queue, 'portray', owing, ([articleId = '']) => ({ articleId }), stretch);
}

/** So many jobs give all processes something to do. A worker begins none before it has fetched all that it has room for. */
const ENOUGH_JOBS = 16;
/** For so long a visit waits for somebody with a browser. */
const LEFT_TO_BROWSERS_MS = 15 * 60_000;
/** For the queue in PostgreSQL a job costs as much as all else that the database does for a visit. */
const MOST_IN_A_JOB = 10;

/**
 * Which visits are left to those who have a browser: all of a source that asks for one; and where stet finds out by
 * itself, those that need one as far as is known, until they have waited so long that there seems to be nobody.
 */
async function whoNeedsBrowser(stet: Stet, now: Date): Promise<(due: DueVisit) => boolean> {
  const { sources } = stet.config();
  const renders = new Map(sources.map(({ id, fetch }) => [id, fetch.render]));
  const automatic = sources.filter(({ fetch }) => fetch.render === 'auto').map(({ id }) => id);
  const memories = await listRenders(stet.database.db, automatic);
  return ({ sourceId, dueAt, render, wantsBrowser }) => {
    const configured = renders.get(sourceId);
    if (configured !== 'auto') return configured === 'browser';
    const isKnown = wantsBrowser || render === 'browser' || memories.get(sourceId)?.mode === 'browser';
    return isKnown && now.getTime() - dueAt.getTime() < LEFT_TO_BROWSERS_MS;
  };
}

function group(due: DueArticle[], size: number): DueArticle[][] {
  const starts = Array.from({ length: Math.ceil(due.length / size) }, (_, index) => index * size);
  return starts.map((start) => due.slice(start, start + size));
}

/** How many visits wait, and which were queued in this stretch and have not ended. */
async function listQueuedVisits(
  queue: JobQueue,
  limit: number,
  stretch: Stretch,
): Promise<{ waiting: number; ids: Set<string> }> {
  const [waiting, inHand] = await Promise.all([
    queue.getJobs(['waiting'], 0, limit),
    queue.getJobs(['active', 'delayed'], 0, limit),
  ]);
  // Between its being listed and its being read, a job may have ended.
  const idsOf = (job: Job | undefined): string[] => JOB_KINDS.visit.payload.safeParse(job?.data).data?.articleIds ?? [];
  const ofStretch = [...waiting, ...inHand].filter((job) => isOfStretch(job?.id, stretch));
  return { waiting: waiting.flatMap(idsOf).length, ids: new Set(ofStretch.flatMap(idsOf)) };
}

/**
 * How many jobs a queue may still take: where the workers cannot keep up, what is due is queued anew every `requeueMs`,
 * and the queue would grow without end.
 */
async function roomIn(queue: JobQueue, limit: number): Promise<number> {
  const { waiting = 0 } = await queue.getJobCounts('waiting');
  return Math.max(0, limit - waiting);
}
