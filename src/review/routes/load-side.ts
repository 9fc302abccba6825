import { loadCapture } from '../../../storage/captures.ts';
import { findCommonReader, loadRecordBy } from '../../../storage/derivations.ts';
import { listLikenesses } from '../../../storage/likenesses.ts';
import type { Db } from '../../../storage/open-database.ts';
import { describePayload } from '../../../storage/payloads.ts';
import { loadVersion } from '../../../storage/versions.ts';
import type { Article } from '../../model/article.ts';
import type { ReadBy } from '../../model/read-by.ts';
import type { Capture, Side } from '../views/render-change-page.ts';

/** Two versions of an article with their records as the same extractor and rules read them; `null` where none has read both. */
export async function loadAlike(
  db: Db,
  articleId: string,
  numbers: [number, number],
  by: ReadBy | null,
): Promise<[Article, Article] | null> {
  const reader = by ?? (await findCommonReader(db, articleId, numbers));
  if (reader === null) return null;
  const [from, to] = await Promise.all(numbers.map((number) => loadRecordBy(db, articleId, number, reader)));
  return from == null || to == null ? null : [from, to];
}

/** A version with what proves it: its capture, and the digest of the stored bytes. `null` when there is no such version. */
export async function loadSide(db: Db, articleId: string, number: number): Promise<Side | null> {
  const version = await loadVersion(db, articleId, number);
  if (version === null) return null;
  const found = await loadShown(db, version.captureId);
  const likenesses = await listLikenesses(db, articleId, number);
  return { version, capture: found?.capture ?? null, sha256: found?.sha256 ?? null, likenesses };
}

/** A capture with the digest of its bytes; `null` where there is none. */
export async function loadShown(db: Db, captureId: string | null): Promise<Capture | null> {
  const capture = captureId === null ? null : await loadCapture(db, captureId);
  if (capture === null) return null;
  const payload = capture.payload_id === null ? null : await describePayload(db, capture.payload_id);
  return { capture, sha256: payload?.sha256 ?? null };
}
