import type { ProvenCapture } from '../../storage/captures.ts';
import type { StoredChange } from '../../storage/changes.ts';
import type { Db } from '../../storage/open-database.ts';
import { loadPayload } from '../../storage/payloads.ts';
import { tameText } from '../model/tame-text.ts';
import { addressOf } from './address-of.ts';
import { describeEvidence } from './evidence-texts.ts';
import { changeJson, versionRecordJson } from './json-shapes.ts';
import { packEvidence } from './pack-evidence.ts';
import type { AnsweredFile } from './read-version-file.ts';
import { renderArticleMarkdown } from './render-article-markdown.ts';
import { renderChangeMarkdown } from './render-change-markdown.ts';
import { loadShown, loadSides } from './routes/load-side.ts';
import type { Side } from './views/render-change-page.ts';
import type { Web } from './web.ts';

type Files = Map<string, Uint8Array | string>;

/** What proves a change, as one ZIP file to keep; `askedAt`: the address that was asked for it. */
export async function collectEvidence(web: Web, change: StoredChange, askedAt: string): Promise<AnsweredFile> {
  const address = addressOf(new URL(`/changes/${change.id}`, askedAt), web).href;
  const files = await collectFiles(web.db, change, address);
  const headers = {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="stet-change-${change.id}.zip"`,
  };
  return { body: Uint8Array.from(packEvidence(files, change.detected_at)), headers };
}

async function collectFiles(db: Db, change: StoredChange, address: string): Promise<Files> {
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
