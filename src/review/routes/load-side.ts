import { loadCapture } from '../../../storage/captures.ts';
import type { Db } from '../../../storage/open-database.ts';
import { describePayload } from '../../../storage/payloads.ts';
import { loadVersion } from '../../../storage/versions.ts';
import type { Capture, Side } from '../views/render-change-page.ts';

/** A version with what proves it: its capture, and the digest of the stored bytes. `null` when there is no such version. */
export async function loadSide(db: Db, articleId: string, number: number): Promise<Side | null> {
  const version = await loadVersion(db, articleId, number);
  if (version === null) return null;
  const found = await loadShown(db, version.captureId);
  return { version, capture: found?.capture ?? null, sha256: found?.sha256 ?? null };
}

/** A capture with the digest of its bytes; `null` where there is none. */
export async function loadShown(db: Db, captureId: string | null): Promise<Capture | null> {
  const capture = captureId === null ? null : await loadCapture(db, captureId);
  if (capture === null) return null;
  const payload = capture.payload_id === null ? null : await describePayload(db, capture.payload_id);
  return { capture, sha256: payload?.sha256 ?? null };
}
