import { digestRules } from '../src/extract/digest-rules.ts';
import { EXTRACTOR_VERSION } from '../src/extract/extractor-version.ts';
import type { Readers } from '../src/extract/open-readers.ts';
import type { Article } from '../src/model/article.ts';
import { isReadBy, type ReadBy, type Renderer, readerOf } from '../src/model/read-by.ts';
import type { Rules } from '../src/model/source.ts';
import { loadCapture, rendererOfCapture, type StoredCapture } from '../storage/captures.ts';
import { findCounterpart, loadRecordBy, saveDerivation } from '../storage/derivations.ts';
import type { Db } from '../storage/open-database.ts';
import { DamagedPayload, loadPayload } from '../storage/payloads.ts';
import type { VersionRecord } from '../storage/versions.ts';

/**
 * A version's record as it is read today, and whether it had to be read for that; or why it cannot be read any more.
 * `counterpartId`: the capture that it was read from, where that is not the version's own.
 */
export type CurrentRecord =
  | { kind: 'record'; record: Article; isFresh: boolean; counterpartId?: string }
  /** `isRefused`: it is no article to the present extractor, or its bytes are not kept; else something went wrong. */
  | { kind: 'unreadable'; reason: string; isRefused: boolean }
  /** It was never read from a page that was loaded so. */
  | { kind: 'other-mode' };

/** What reads a source's pages today that this loaded. */
export function currentReader(rules: Rules, renderer: Renderer = null): ReadBy {
  return readerOf(renderer, { extractor: EXTRACTOR_VERSION, rules: digestRules(rules) });
}

/**
 * A version's record as the present extractor and rules read it: the stored one, one that was derived before, or one
 * read anew from the stored bytes. Both sides of a comparison must come from the same, lest a better extractor look
 * like an edit by the newspaper. So a version that was read from a plain answer is not compared with what a browser
 * shows, but with what a browser showed of that version; and one that was rendered by an earlier version of rendering
 * not with what a later one shows.
 */
export async function currentRecord(
  { db, readers }: { db: Db; readers: Pick<Readers, 'read'> },
  rules: Rules,
  version: VersionRecord,
  renderer: Renderer,
): Promise<CurrentRecord> {
  const { articleId, number, captureId } = version;
  const reader = currentReader(rules, renderer);
  const stored = version.record;
  if (isReadBy({ extractor: stored.extractor, rules: version.rules }, reader)) {
    return { kind: 'record', record: stored, isFresh: false };
  }
  const known = await loadRecordBy(db, articleId, number, reader);
  if (known !== null) return { kind: 'record', record: known, isFresh: false };
  const own = await loadCapture(db, captureId);
  const isOwn = own === null || rendererOfCapture(own) === renderer;
  const otherId = isOwn ? captureId : await findCounterpart(db, articleId, number, renderer);
  if (otherId === null) return { kind: 'other-mode' };
  const capture = otherId === captureId ? own : await loadCapture(db, otherId);
  const bytes = capture === null ? null : await loadBytes(db, capture);
  if (capture === null || bytes === null) {
    return { kind: 'unreadable', reason: `Version ${number} has no stored bytes.`, isRefused: true };
  }
  if (bytes === 'damaged') {
    return { kind: 'unreadable', reason: `The stored bytes of version ${number} are damaged.`, isRefused: false };
  }
  const contentType = capture.headers['content-type'] ?? null;
  const page = { url: capture.url, finalUrl: capture.final_url ?? capture.url, contentType, bytes };
  const reading = await readers.read(page, rules);
  if (reading.kind === 'failed') {
    return { kind: 'unreadable', reason: `Version ${number}: ${reading.reason}`, isRefused: false };
  }
  if (reading.kind === 'not-article') {
    const reason = `The bytes of version ${number} are read as a page of the kind "${reading.pageKind}" now.`;
    return { kind: 'unreadable', reason, isRefused: true };
  }
  const { identity, headlines } = version.record;
  const fromFeed = headlines.filter(({ from }) => from === 'feed');
  // One article, one identity, the one that it was discovered by; and what the feed called it then.
  const record = { ...reading.article, identity, headlines: [...reading.article.headlines, ...fromFeed] };
  return { kind: 'record', record, isFresh: true, ...(otherId === captureId ? {} : { counterpartId: otherId }) };
}

/** The bytes of a capture; `damaged` ones are a value, lest an article with such be visited in vain for ever. */
async function loadBytes(db: Db, { payload_id: id }: StoredCapture): Promise<Uint8Array | 'damaged' | null> {
  if (id === null) return null;
  try {
    return await loadPayload(db, id);
  } catch (error) {
    if (error instanceof DamagedPayload) return 'damaged';
    throw error;
  }
}

/** The same, kept beside the version where it had to be read. */
export async function deriveRecord(
  parts: { db: Db; readers: Pick<Readers, 'read'> },
  rules: Rules,
  version: VersionRecord,
  renderer: Renderer,
  now: Date,
): Promise<CurrentRecord> {
  const current = await currentRecord(parts, rules, version, renderer);
  if (current.kind === 'record' && current.isFresh) {
    const { articleId, number } = version;
    const by = currentReader(rules, renderer);
    const captureId = current.counterpartId ?? null;
    await saveDerivation(parts.db, { articleId, number, by, record: current.record, captureId }, now);
  }
  return current;
}
