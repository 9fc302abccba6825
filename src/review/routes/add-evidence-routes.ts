import type { Context, Hono } from 'hono';
import type { ProvenCapture } from '../../../storage/captures.ts';
import { loadChange, type StoredChange } from '../../../storage/changes.ts';
import type { Db } from '../../../storage/open-database.ts';
import { loadPayload } from '../../../storage/payloads.ts';
import { tameText } from '../../model/tame-text.ts';
import { addressOf } from '../address-of.ts';
import { describeEvidence } from '../evidence-texts.ts';
import { changeJson, versionRecordJson } from '../json-shapes.ts';
import { packEvidence } from '../pack-evidence.ts';
import { renderArticleMarkdown } from '../render-article-markdown.ts';
import { renderChangeMarkdown } from '../render-change-markdown.ts';
import type { Side } from '../views/render-change-page.ts';
import type { Web } from '../web.ts';
import { answerNotFound } from './answer-not-found.ts';
import { loadShown, loadSides } from './load-side.ts';

type Files = Map<string, Uint8Array | string>;

/** What proves a change, as one file to keep. */
export function addEvidenceRoutes(app: Hono, web: Web): void {
  app.get('/changes/:id{[a-z2-9]+}/evidence.zip', (c) => answerEvidence(c, web, c.req.param('id')));
}

async function answerEvidence(c: Context, web: Web, id: string): Promise<Response> {
  const change = await loadChange(web.db, id);
  if (change === null) return await answerNotFound(c, web);
  const address = addressOf(new URL(`/changes/${id}`, c.req.url), web).href;
  const files = await collectEvidence(web.db, change, address);
  return c.body(Uint8Array.from(packEvidence(files, change.detected_at)), 200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="stet-change-${id}.zip"`,
  });
}

async function collectEvidence(db: Db, change: StoredChange, address: string): Promise<Files> {
  const { article_id: articleId, from_version: from, to_version: to } = change;
  const [found, shownBy] = await Promise.all([loadSides(db, articleId, [from, to]), loadShown(db, change.capture_id)]);
  const sides = [found.get(from), from === to ? undefined : found.get(to)];
  const files: Files = new Map();
  const folders = ['before', 'after'].filter((_, place) => sides[place] !== undefined);
  files.set('README.txt', describeEvidence(tameText(change.headline ?? change.url), address, folders));
  files.set('change.json', writeJson(changeJson(change)));
  files.set('change.md', renderChangeMarkdown({ ...change, passedOver: change.passed_over }));
  for (const [place, side] of sides.entries()) {
    if (side !== undefined) await addSide(db, files, articleId, `${['before', 'after'][place]}/`, side);
  }
  if (shownBy !== null) await addCapture(db, files, 'shown-by/', shownBy);
  return files;
}

async function addSide(db: Db, files: Files, articleId: string, folder: string, side: Side): Promise<void> {
  const { version, capture, sha256, likenesses } = side;
  if (capture !== null) await addCapture(db, files, folder, { capture, sha256 });
  files.set(`${folder}version.json`, writeJson(versionRecordJson(articleId, version, likenesses)));
  files.set(`${folder}version.md`, renderArticleMarkdown(version.record));
  for (const { kind, payloadId } of likenesses) {
    const bytes = payloadId === null ? null : await loadPayload(db, payloadId);
    if (bytes !== null) files.set(`${folder}${kind === 'screenshot' ? 'screenshot.webp' : 'page.pdf'}`, bytes);
  }
}

async function addCapture(db: Db, files: Files, folder: string, { capture, sha256 }: ProvenCapture): Promise<void> {
  const { id, url, final_url: finalUrl, redirects, fetched_at: fetchedAt, status, headers, outcome, reason } = capture;
  const { render, noarchive } = capture;
  const about = {
    id,
    url,
    finalUrl,
    redirects,
    fetchedAt,
    status,
    outcome,
    reason,
    render,
    noarchive,
    sha256,
    headers,
  };
  files.set(`${folder}capture.json`, writeJson(about));
  const bytes = capture.payload_id === null ? null : await loadPayload(db, capture.payload_id);
  if (bytes !== null) files.set(`${folder}page.html`, bytes);
}

function writeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
