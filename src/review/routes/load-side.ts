import { loadCapture } from '../../../storage/captures.ts';
import type { Db } from '../../../storage/open-database.ts';
import { describePayload } from '../../../storage/payloads.ts';
import { loadVersion } from '../../../storage/versions.ts';
import type { Side } from '../views/render-change-page.ts';

/** A version with what proves it: its capture, and the digest of the stored bytes. `null` when there is no such version. */
export async function loadSide(db: Db, articleId: string, number: number): Promise<Side | null> {
  const version = await loadVersion(db, articleId, number);
  if (version === null) return null;
  const capture = await loadCapture(db, version.captureId);
  const payloadId = capture?.payload_id ?? null;
  const payload = payloadId === null ? null : await describePayload(db, payloadId);
  return { version, capture, sha256: payload?.sha256 ?? null };
}
