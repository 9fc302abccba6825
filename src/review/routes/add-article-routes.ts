import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { listAliases } from '../../../storage/aliases.ts';
import { findArticles, listArticleUrls, loadArticle } from '../../../storage/articles.ts';
import { listCaptures, listCaptureTimes } from '../../../storage/captures.ts';
import { listChangeSummaries } from '../../../storage/changes.ts';
import { listVersions } from '../../../storage/versions.ts';
import { compareVersions } from '../../compare/compare-versions.ts';
import { toFilterForm } from '../filter-form.ts';
import { loadArticles } from '../load-articles.ts';
import { loadElsewhere } from '../load-elsewhere.ts';
import { readArticleQuery } from '../read-filters.ts';
import { TEXTS } from '../texts.ts';
import { renderArticlePage } from '../views/render-article-page.ts';
import { renderArticlesPage } from '../views/render-articles-page.ts';
import type { Side } from '../views/render-change-page.ts';
import { type Comparison, renderComparePage } from '../views/render-compare-page.ts';
import { readLayout } from '../views/render-compared.ts';
import { renderArticleFilters } from '../views/render-filters.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import { renderRefusedFilters } from '../views/render-refused-filters.ts';
import type { Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';
import { answerUnknownId } from './answer-unknown-id.ts';
import { loadAlike, loadSides } from './load-side.ts';

const PAGE_SIZE = 50;
const FEW_CAPTURES = 80;
const FEW_VERSIONS = 50;
/** The chart of an article's life shows so many of its newest captures. */
const CHARTED_CAPTURES = 2_000;
const MANY_CAPTURES = 10_000;
const MOST_VERSION = 2_147_483_647;

const number = z.coerce.number().int().min(1).max(MOST_VERSION);
const compareSchema = z.object({ from: number, to: number });

/** The list of articles, one article, and the comparison of any two of its versions. */
export function addArticleRoutes(app: Hono, web: Web): void {
  app.get('/articles', (c) => answerList(c, web));
  app.get('/articles/:id{[a-z2-9]+}', (c) => answerArticle(c, web, c.req.param('id')));
  app.get('/articles/:id{[a-z2-9]+}/compare', (c) => answerCompare(c, web, c.req.param('id')));
}

async function answerList(c: Context, web: Web): Promise<Response> {
  const params = new URL(c.req.url).searchParams;
  const read = readArticleQuery(params);
  if (!read.ok) {
    const form = renderArticleFilters(toFilterForm(read), web.sources());
    const page = { title: TEXTS.articles.title, place: 'articles' as const, faults: read.faults, form };
    return await c.html(renderRefusedFilters(web, page), 400);
  }
  const { query } = read;
  const { source: sourceId, status, search } = query;
  const found = await loadArticles(web.db, { sourceId, status, search }, { size: PAGE_SIZE, ...query });
  return await c.html(renderArticlesPage(web, { query, params, found }));
}

async function answerArticle(c: Context, web: Web, id: string): Promise<Response> {
  const { db } = web;
  const article = await loadArticle(db, id);
  if (article === null) return await answerUnknownId(c, web, '/articles', await findArticles(db, id));
  const limit = c.req.query('captures') === 'all' ? MANY_CAPTURES : FEW_CAPTURES;
  const [mergedInto, aliases, urls, versions, changes, captures, capturedAt, same] = await Promise.all([
    article.merged_into === null ? null : loadArticle(db, article.merged_into),
    listAliases(db, id),
    listArticleUrls(db, id),
    listVersions(db, id),
    listChangeSummaries(db, id),
    listCaptures(db, id, limit + 1),
    listCaptureTimes(db, id, CHARTED_CAPTURES),
    loadElsewhere(db, article),
  ]);
  const shownVersions = c.req.query('versions') === 'all' ? versions.length : FEW_VERSIONS;
  const shown = { article, mergedInto, aliases, urls, versions, changes, captures: captures.slice(0, limit) };
  const view = { ...shown, ...same, capturedAt, shownVersions };
  return await c.html(renderArticlePage(web, { ...view, hasMoreCaptures: captures.length > limit }));
}

async function answerCompare(c: Context, web: Web, id: string): Promise<Response> {
  const article = await loadArticle(web.db, id);
  const query = compareSchema.safeParse(c.req.query());
  if (article === null || !query.success) return await answerNotFound(c, web);
  // Backwards, a correction that was added would be one that was taken away.
  const [earlier, later] = [Math.min(query.data.from, query.data.to), Math.max(query.data.from, query.data.to)];
  const sides = await loadSides(web.db, id, [earlier, later]);
  const [from, to] = [sides.get(earlier), sides.get(later)];
  if (from === undefined || to === undefined) {
    const missing = from === undefined ? earlier : later;
    return c.html(renderMessagePage(web, TEXTS.errors.notFound, TEXTS.compare.missing(missing)), 404);
  }
  const layout = readLayout(c.req.query('view'));
  const comparison = await compareSides(web, from, to);
  return await c.html(renderComparePage(web, { article, from, to, comparison, layout }));
}

async function compareSides(web: Web, from: Side, to: Side): Promise<Comparison> {
  const { articleId, number } = from.version;
  const alike = await loadAlike(web.db, articleId, [number, to.version.number], null, [from.version, to.version]);
  return alike === null
    ? { kind: 'other-reader' }
    : { kind: 'compared', records: alike, change: compareVersions(...alike) };
}
