import type { Context, Hono } from 'hono';
import { loadArticle, type StoredArticle } from '../../../storage/articles.ts';
import { isEditOf, listChangeSummaries } from '../../../storage/changes.ts';
import { type Likeness, listLikenesses } from '../../../storage/likenesses.ts';
import { loadVersion, type VersionRecord } from '../../../storage/versions.ts';
import { addressOf } from '../address-of.ts';
import { versionRecordJson } from '../json-shapes.ts';
import { readVersionFile, type VersionFormat } from '../read-version-file.ts';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import { renderScreenshotPage } from '../views/render-screenshot-page.ts';
import type { VersionView } from '../views/render-version-bar.ts';
import { renderVersionPage } from '../views/render-version-page.ts';
import type { Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';
import { loadShown } from './load-side.ts';

type Found = { article: StoredArticle; version: VersionRecord; likenesses: Likeness[] };

/** One version, to read and in its other formats. */
export function addVersionRoutes(app: Hono, web: Web): void {
  const base = '/articles/:id{[a-z2-9]+}/versions';
  app.get(`${base}/:number{[0-9]{1,9}}`, async (c) => {
    const found = await findVersion(web, c.req.param('id'), c.req.param('number'));
    if (found === null) return await answerNotFound(c, web);
    const { version } = found;
    const shown = await loadShown(web.db, version.captureId);
    const capturedAt = shown?.capture.fetched_at ?? version.seenAt;
    const versions = [{ number: version.number, capturedAt, sha256: shown?.sha256 ?? null }];
    const address = addressOf(new URL(c.req.url), web).href;
    return await c.html(renderVersionPage(web, await viewVersion(web, found), { versions, address }));
  });
  app.get(`${base}/:number{[0-9]{1,9}}/screenshot`, async (c) => {
    const found = await findVersion(web, c.req.param('id'), c.req.param('number'));
    const screenshot = found?.likenesses.find(({ kind }) => kind === 'screenshot');
    if (found === null || screenshot === undefined) return await answerNotFound(c, web);
    return await c.html(renderScreenshotPage(web, await viewVersion(web, found), screenshot));
  });
  app.get(`${base}/:file{[0-9]{1,9}\\.(?:json|md|txt|html|webp|pdf)}`, async (c) => {
    const [number = '', format = ''] = c.req.param('file').split('.');
    const found = await findVersion(web, c.req.param('id'), number);
    return found === null ? await answerNotFound(c, web) : await answerFormat(c, web, found, format);
  });
}

/** A version as an address names it; `null` where there is none. */
export async function findVersion(web: Web, id: string, number: string): Promise<Found | null> {
  const article = await loadArticle(web.db, id);
  const version = article === null ? null : await loadVersion(web.db, id, Number(number));
  if (article === null || version === null) return null;
  return { article, version, likenesses: await listLikenesses(web.db, id, version.number) };
}

/** What a page about a version shows beside it. */
export async function viewVersion(web: Web, found: Found): Promise<VersionView> {
  const changes = await listChangeSummaries(web.db, found.article.id);
  return { ...found, change: changes.find((other) => isEditOf(other, found.version.number)) ?? null };
}

async function answerFormat(c: Context, web: Web, found: Found, format: string): Promise<Response> {
  if (format === 'json') return c.json(versionRecordJson(found.article.id, found.version, found.likenesses));
  const file = await readVersionFile(web.db, found, format as VersionFormat);
  if (file !== null) return c.body(file.body, 200, file.headers);
  if (format !== 'html') return await answerNotFound(c, web);
  return c.html(renderMessagePage(web, TEXTS.errors.notFound, TEXTS.version.notStored), 404);
}
