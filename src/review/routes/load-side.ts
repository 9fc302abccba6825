import { loadCapturesOf, loadProvenCapture, type ProvenCapture } from '../../../storage/captures.ts';
import { findCommonReader, loadRecordBy } from '../../../storage/derivations.ts';
import { listLikenessesOf } from '../../../storage/likenesses.ts';
import type { Db } from '../../../storage/open-database.ts';
import { loadVersions, type VersionRecord } from '../../../storage/versions.ts';
import type { Article } from '../../model/article.ts';
import { isReadBy, type ReadBy } from '../../model/read-by.ts';
import type { Side } from '../views/render-change-page.ts';

/**
 * Two versions of an article with their records as the same extractor and rules read them; `null` where none has read
 * both. `known`: versions that are loaded already, whose own records need not be loaded again.
 */
export async function loadAlike(
  db: Db,
  articleId: string,
  numbers: [number, number],
  by: ReadBy | null,
  known: VersionRecord[] = [],
): Promise<[Article, Article] | null> {
  const reader = by ?? (await findCommonReader(db, articleId, numbers));
  if (reader === null) return null;
  const load = async (number: number) => {
    const own = known.find((version) => version.number === number);
    const isOwn = own !== undefined && isReadBy({ extractor: own.record.extractor, rules: own.rules }, reader);
    return isOwn ? own.record : await loadRecordBy(db, articleId, number, reader);
  };
  const [from, to] = await Promise.all(numbers.map(load));
  return from == null || to == null ? null : [from, to];
}

/** Versions of an article with what proves them: their captures, and the digests of the stored bytes. By number; what there is not is left out. */
export async function loadSides(db: Db, articleId: string, numbers: number[]): Promise<Map<number, Side>> {
  const [versions, captures, likenesses] = await Promise.all([
    loadVersions(db, articleId, numbers),
    loadCapturesOf(db, articleId, numbers),
    listLikenessesOf(db, articleId, numbers),
  ]);
  const sideOf = (version: VersionRecord): Side => {
    const { capture = null, sha256 = null } = captures.get(version.number) ?? {};
    return { version, capture, sha256, likenesses: likenesses.get(version.number) ?? [] };
  };
  return new Map(versions.map((version) => [version.number, sideOf(version)]));
}

/** A capture with the digest of its bytes; `null` where there is none. */
export async function loadShown(db: Db, captureId: string | null): Promise<ProvenCapture | null> {
  return captureId === null ? null : await loadProvenCapture(db, captureId);
}
