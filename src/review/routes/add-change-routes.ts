import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { listAnnotations, saveAnnotation } from '../../../storage/annotations.ts';
import { findChanges, findNeighbours, loadChange, type StoredChange } from '../../../storage/changes.ts';
import { loadProgress } from '../../../storage/health.ts';
import { listArticles } from '../../../storage/list-articles.ts';
import { findChangesWithin, listChanges } from '../../../storage/list-changes.ts';
import { listLanguages } from '../../../storage/list-languages.ts';
import { listSavedSearches } from '../../../storage/saved-searches.ts';
import { listUsers } from '../../../storage/users.ts';
import { PAGE_BOUNDS } from '../../../storage/walk-for.ts';
import { VERDICTS } from '../../model/verdict.ts';
import { requireVisitor } from '../access/require-visitor.ts';
import { addressOf } from '../address-of.ts';
import { toFilterForm } from '../filter-form.ts';
import { changeJson } from '../json-shapes.ts';
import { loadChanges } from '../load-changes.ts';
import { noteSchema } from '../note-schema.ts';
import { onlyFilters, type RefusedQuery, readChangeQuery, toChangeFilter } from '../read-filters.ts';
import { TEXTS } from '../texts.ts';
import { type ChangeView, renderChangePage, type Side } from '../views/render-change-page.ts';
import { renderChangesPage } from '../views/render-changes-page.ts';
import { readLayout } from '../views/render-compared.ts';
import { renderChangeFilters } from '../views/render-filters.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import { renderRefusedFilters } from '../views/render-refused-filters.ts';
import { renderWaiting } from '../views/render-waiting.ts';
import type { Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';
import { answerUnknownId } from './answer-unknown-id.ts';
import { loadAlike, loadShown, loadSides } from './load-side.ts';

const PAGE_SIZE = 50;
/** More than so many new changes are not counted one by one. */
const MOST_COUNTED = 99;
const JUST_NOW_MS = 60_000;

const verdictSchema = z.object({
  verdict: z.enum(VERDICTS),
  note: noteSchema,
});

/** The latest changes, one change, and the verdicts on it. */
export function addChangeRoutes(app: Hono, web: Web): void {
  app.get('/', (c) => answerList(c, web));
  app.get('/waiting', async (c) => c.html(await loadWaiting(web)));
  app.get('/latest', (c) => answerLatest(c, web));
  app.get('/changes/:file{[a-z2-9]+\\.json}', async (c) => {
    const change = await loadChange(web.db, c.req.param('file').slice(0, -'.json'.length));
    return change === null ? answerNotFound(c, web) : c.json(changeJson(change));
  });
  app.get('/changes/:id{[a-z2-9]+}', (c) => answerChange(c, web, c.req.param('id')));
  app.post('/changes/:id{[a-z2-9]+}/verdict', (c) => answerVerdict(c, web, c.req.param('id')));
}

async function answerList(c: Context, web: Web): Promise<Response> {
  const params = new URL(c.req.url).searchParams;
  const read = readChangeQuery(params);
  if (!read.ok) return await refuseList(c, web, read);
  const { query } = read;
  const me = requireVisitor(c).name;
  const filter = toChangeFilter(query, me);
  const [found, users, saved, languages] = await Promise.all([
    loadChanges(web.db, filter, { size: PAGE_SIZE, ...query }),
    listUsers(web.db),
    listSavedSearches(web.db),
    listLanguages(web.db),
  ]);
  const [first] = found.items;
  const isEmpty = first === undefined && (await listChanges(web.db, { withNoise: true, limit: 1 })).length === 0;
  const isBeginning = query.order === 'newest' && query.page === 1 && query.after === undefined;
  const newestAt = (isBeginning ? first?.detected_at : undefined) ?? (await newestChangeAt(web, filter));
  return await c.html(
    renderChangesPage(web, {
      query,
      params,
      found,
      users,
      languages,
      saved,
      waiting: isEmpty ? await loadWaiting(web) : null,
      latestUrl: latestUrl(params, newestAt),
    }),
  );
}

async function refuseList(c: Context, web: Web, read: RefusedQuery): Promise<Response> {
  const [users, languages] = await Promise.all([listUsers(web.db), listLanguages(web.db)]);
  const form = renderChangeFilters(toFilterForm(read), web.sources(), { users, languages });
  const page = { title: TEXTS.changes.title, place: 'changes' as const, faults: read.faults, form };
  return await c.html(renderRefusedFilters(web, page), 400);
}

/** When the newest change that fits the filters was seen; what comes after it is news. */
async function newestChangeAt(web: Web, filter: ReturnType<typeof toChangeFilter>): Promise<Date> {
  const { found, lookedTo } = await findChangesWithin(web.db, { ...filter, order: 'newest', limit: 1 });
  // Of those that were gone through none fits; what is newer was stored since.
  const none = lookedTo === null ? new Date(0) : new Date(web.clock.now().getTime() - JUST_NOW_MS);
  return found[0]?.detected_at ?? none;
}

function latestUrl(params: URLSearchParams, newestAt: Date): string {
  const query = onlyFilters(params);
  query.set('after', newestAt.toISOString());
  return `/latest?${query}`;
}

async function loadWaiting(web: Web) {
  const newest = await listArticles(web.db, { limit: 10 });
  return renderWaiting(web, await loadProgress(web.db), newest);
}

/** How many changes that fit the filters are newer than `after`: what a page asks every few seconds. */
async function answerLatest(c: Context, web: Web): Promise<Response> {
  const params = new URL(c.req.url).searchParams;
  const read = readChangeQuery(params);
  const after = z.iso.datetime().safeParse(params.get('after'));
  if (!read.ok || !after.success) return c.json({ error: TEXTS.errors.badQuery }, 400);
  const filter = toChangeFilter(read.query, requireVisitor(c).name);
  const since = new Date(Math.max(Date.parse(after.data) + 1, filter.since?.getTime() ?? 0));
  // What is new is little: to look up where its words stand at all would cost more.
  const bounds = { ...PAGE_BOUNDS, few: 0 };
  const { found } = await findChangesWithin(
    web.db,
    { ...filter, since, order: 'newest', limit: MOST_COUNTED + 1 },
    bounds,
  );
  const count = Math.min(found.length, MOST_COUNTED);
  return c.json({ count, label: TEXTS.changes.fresh(count, found.length > MOST_COUNTED) });
}

async function answerChange(c: Context, web: Web, id: string): Promise<Response> {
  const { db } = web;
  const change = await loadChange(db, id);
  if (change === null) return await answerUnknownId(c, web, '/changes', await findChanges(db, id));
  const [sides, shownBy, neighbours, annotations, users] = await Promise.all([
    loadSides(db, change.article_id, [change.from_version, change.to_version]),
    loadShown(db, change.capture_id),
    findNeighbours(db, change),
    listAnnotations(db, id),
    listUsers(db),
  ]);
  const [from, to] = [sides.get(change.from_version), sides.get(change.to_version)];
  if (from === undefined || to === undefined) return await answerNotFound(c, web);
  const records = await loadCompared(web, change, [from, to]);
  const layout = readLayout(c.req.query('view'));
  const address = addressOf(new URL(`/changes/${id}`, c.req.url), web).href;
  const compared = { change, from, to, records, shownBy, layout, address };
  return await c.html(renderChangePage(web, { ...compared, ...neighbours, annotations, users }));
}

/** The two records that a change was made of; of one from before that was kept, those of its versions, if the same read them. */
async function loadCompared(web: Web, change: StoredChange, [from, to]: [Side, Side]): Promise<ChangeView['records']> {
  const { extractor, rules, article_id: articleId, from_version: one, to_version: other } = change;
  if (extractor !== null && rules !== null)
    return await loadAlike(web.db, articleId, [one, other], { extractor, rules }, [from.version, to.version]);
  const isAlike = from.version.record.extractor === to.version.record.extractor;
  return isAlike ? [from.version.record, to.version.record] : null;
}

async function answerVerdict(c: Context, web: Web, id: string): Promise<Response> {
  const form = verdictSchema.safeParse(await c.req.parseBody());
  if (!form.success) return await c.html(renderMessagePage(web, TEXTS.errors.refused, TEXTS.errors.badForm), 400);
  const change = await loadChange(web.db, id);
  if (change === null) return await answerNotFound(c, web);
  const { verdict, note } = form.data;
  await saveAnnotation(
    web.db,
    { changeId: id, verdict, note: note ?? null, by: requireVisitor(c).name },
    web.clock.now(),
  );
  return c.redirect(`/changes/${id}#verdict`, 303);
}
