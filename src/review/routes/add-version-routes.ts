import type { Context, Hono } from 'hono';
import { loadArticle, type StoredArticle } from '../../../storage/articles.ts';
import { loadCapture } from '../../../storage/captures.ts';
import { isEditOf, listChangeSummaries } from '../../../storage/changes.ts';
import { loadPayload } from '../../../storage/payloads.ts';
import { loadVersion, type VersionRecord } from '../../../storage/versions.ts';
import { versionRecordJson } from '../json-shapes.ts';
import { renderArticleMarkdown } from '../render-article-markdown.ts';
import { renderArticleText } from '../render-article-text.ts';
import { TEXTS } from '../texts.ts';
import { renderMessagePage } from '../views/render-message-page.ts';
import { renderVersionPage } from '../views/render-version-page.ts';
import type { Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';

type Found = { article: StoredArticle; version: VersionRecord };

/** One version, to read and in its other formats. */
export function addVersionRoutes(app: Hono, web: Web): void {
  const base = '/articles/:id{[a-z2-9]+}/versions';
  app.get(`${base}/:number{[0-9]{1,9}}`, async (c) => {
    const found = await findVersion(web, c.req.param('id'), c.req.param('number'));
    if (found === null) return await answerNotFound(c, web);
    const changes = await listChangeSummaries(web.db, found.article.id);
    const change = changes.find((other) => isEditOf(other, found.version.number)) ?? null;
    return await c.html(renderVersionPage(web, { ...found, change }));
  });
  app.get(`${base}/:file{[0-9]{1,9}\\.(?:json|md|txt|html)}`, async (c) => {
    const [number = '', format = ''] = c.req.param('file').split('.');
    const found = await findVersion(web, c.req.param('id'), number);
    return found === null ? await answerNotFound(c, web) : await answerFormat(c, web, found, format);
  });
}

async function findVersion(web: Web, id: string, number: string): Promise<Found | null> {
  const article = await loadArticle(web.db, id);
  const version = article === null ? null : await loadVersion(web.db, id, Number(number));
  return article === null || version === null ? null : { article, version };
}

async function answerFormat(c: Context, web: Web, { article, version }: Found, format: string): Promise<Response> {
  switch (format) {
    case 'json':
      return c.json(versionRecordJson(article.id, version));
    case 'md':
      return c.body(renderArticleMarkdown(version.record), 200, { 'content-type': 'text/markdown; charset=utf-8' });
    case 'txt':
      return c.text(renderArticleText(version.record));
    default:
      return await answerBytes(c, web, { article, version });
  }
}

/** The bytes as they were captured. They are a stranger's page: saved and not shown, and powerless if shown all the same. */
async function answerBytes(c: Context, web: Web, { article, version }: Found): Promise<Response> {
  const capture = await loadCapture(web.db, version.captureId);
  const payloadId = capture?.payload_id ?? null;
  const bytes = payloadId === null ? null : await loadPayload(web.db, payloadId);
  if (bytes === null) return c.html(renderMessagePage(web, TEXTS.errors.notFound, TEXTS.version.notStored), 404);
  return c.body(Uint8Array.from(bytes), 200, {
    'content-type': 'text/html',
    'content-disposition': `attachment; filename="stet-${article.id}-${version.number}.html"`,
    'content-security-policy': "sandbox; default-src 'none'",
  });
}
