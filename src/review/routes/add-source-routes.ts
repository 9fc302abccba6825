import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { decideDrift, findDrifts, listDrifts } from '../../../storage/drifts.ts';
import { askDatabase, type DatabaseState, HEALTH_DAYS_MS, loadHealth } from '../../../storage/health.ts';
import { listPausedHosts } from '../../../storage/hosts.ts';
import { listSourcesByState } from '../../../storage/list-sources.ts';
import { listRequestsToday } from '../../../storage/request-days.ts';
import { listSubscriptions } from '../../../storage/subscriptions.ts';
import { requireVisitor } from '../access/require-visitor.ts';
import { actOnSource, type SourceAct } from '../act-on-source.ts';
import { listWaiting } from '../describe-waits.ts';
import { changeFilters, readQuery } from '../read-filters.ts';
import { DONE, type Done } from '../source-list-texts.ts';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import { renderSourcesPage } from '../views/render-sources-page.ts';
import type { Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';

const PAGE_SIZE = 20;
const querySchema = z.object({
  /** One source alone, by its id. */
  source: changeFilters.source,
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  /** What was done to that source a moment ago; what is none of these is nothing. */
  done: z.enum(DONE).optional().catch(undefined),
});

const decisionSchema = z.object({ decision: z.enum(['accepted', 'rejected']) });

/** The sources with their health, and what is in quarantine of them. */
export function addSourceRoutes(app: Hono, web: Web): void {
  app.get('/sources', (c) => answerSources(c, web));
  app.post('/drifts/:id{[a-z2-9]+}/decision', async (c) => {
    const form = decisionSchema.safeParse(await c.req.parseBody());
    if (!form.success) return await c.html(renderMessagePage(web, TEXTS.errors.refused, TEXTS.errors.badForm), 400);
    const [drift] = await findDrifts(web.db, c.req.param('id'));
    if (drift === undefined) return await answerNotFound(c, web);
    await decideDrift(web.db, drift.id, form.data.decision, web.clock.now());
    return c.redirect(`/sources?source=${drift.source_id}#drift-${drift.id}`, 303);
  });
  for (const act of ['pause', 'resume', 'visit'] as const) {
    app.post(`/sources/:id{[a-z0-9-]+}/${act}`, (c) => answerAct(c, web, c.req.param('id'), act));
  }
}

async function answerSources(c: Context, web: Web): Promise<Response> {
  const read = readQuery('sources', querySchema, new URL(c.req.url).searchParams);
  if (!read.ok) return c.html(renderMessagePage(web, TEXTS.errors.badQuery, read.reason), 400);
  const { source: sourceId, page, done = null } = read.query;
  const now = web.clock.now();
  const since = new Date(now.getTime() - HEALTH_DAYS_MS);
  const asked = web.sources().filter(({ id }) => sourceId === undefined || id === sourceId);
  const [drifts, paused, made] = await Promise.all([
    listDrifts(web.db, { sourceId }),
    listPausedHosts(web.db),
    listRequestsToday(web.db, asked, now),
  ]);
  const waiting = listWaiting(asked, paused, made, now);
  const offset = (page - 1) * PAGE_SIZE;
  const found = await listSourcesByState(web.db, { sourceId, waiting, limit: PAGE_SIZE + 1, offset });
  const [sources, subscriptions] = await Promise.all([
    loadHealth(web.db, since, found.slice(0, PAGE_SIZE)),
    listSubscriptions(
      web.db,
      found.map(({ id }) => id),
    ),
  ]);
  const shown = drifts.filter((drift) => drift.status === 'open' || drift.detected_at >= since);
  const list = { sources, hasMore: found.length > PAGE_SIZE, sourceId, page, done };
  return await c.html(renderSourcesPage(web, list, shown, { paused, made, subscriptions }));
}

async function answerAct(c: Context, web: Web, id: string, act: SourceAct['do']): Promise<Response> {
  const withArticles = act === 'visit' && (await c.req.parseBody()).articles === '1';
  const came = await actOnSource(web, id, { do: act, withArticles }, requireVisitor(c).name);
  if (came === 'unknown') return await answerNotFound(c, web);
  if (came === 'idle') return await c.html(renderMessagePage(web, TEXTS.errors.refused, TEXTS.keeping.notVisited), 409);
  const done: Done = withArticles ? 'visit-all' : act;
  return c.redirect(`/sources?${new URLSearchParams({ source: id, done })}#done`, 303);
}

/** How long the database and the queue may take to answer before they count as down, in milliseconds. */
const PATIENCE_MS = 3_000;

const DATABASE_STATES: Record<DatabaseState, string> = {
  stores: 'answers',
  full: 'answers, but stores nothing: its disk may be full',
  silent: 'does not answer',
};

/** Whether this process can do its work, for load balancers and container engines: 200 or 503. Asks for no token. */
export function addHealthRoute(app: Hono, web: Web): void {
  app.get('/health', async (c) => {
    const [database, isQueueUp] = await Promise.all([askDatabase(web.db, PATIENCE_MS), web.isQueueUp?.(PATIENCE_MS)]);
    const ok = database === 'stores' && isQueueUp !== false;
    const queue = isQueueUp === undefined ? {} : { queue: isQueueUp ? 'answers' : 'does not answer' };
    return c.json({ ok, database: DATABASE_STATES[database], ...queue }, ok ? 200 : 503);
  });
}
