import { EXTRACTOR_VERSION } from '../src/extract/extractor-version.ts';
import type { Readers } from '../src/extract/open-readers.ts';
import type { Article } from '../src/model/article.ts';
import type { Rules } from '../src/model/source.ts';
import { loadCapture } from '../storage/captures.ts';
import type { Db } from '../storage/open-database.ts';
import { loadPayload } from '../storage/payloads.ts';
import type { VersionRecord } from '../storage/versions.ts';

/**
 * A version's record as the present extractor reads it: the stored one, or, when another extractor made that, one
 * read anew from the stored bytes. Both sides of a comparison must come from the same extractor, lest a better one
 * look like an edit by the newspaper.
 * @throws Error when the bytes are missing or can no longer be read.
 */
export async function currentRecord(
  { db, readers }: { db: Db; readers: Pick<Readers, 'read'> },
  rules: Rules,
  version: VersionRecord,
): Promise<Article> {
  if (version.record.extractor === EXTRACTOR_VERSION) return version.record;
  const capture = await loadCapture(db, version.captureId);
  const bytes = capture?.payload_id == null ? null : await loadPayload(db, capture.payload_id);
  if (capture === null || bytes === null) throw new Error(`capture ${version.captureId} has no bytes to read again`);
  const contentType = capture.headers['content-type'] ?? null;
  const page = { url: capture.url, finalUrl: capture.final_url ?? capture.url, contentType, bytes };
  const reading = await readers.read(page, rules);
  if (reading.kind === 'article') return reading.article;
  throw new Error(`the bytes of capture ${version.captureId} are not read as an article any more`);
}
