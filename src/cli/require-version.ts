import type { Db } from '../../storage/open-database.ts';
import { loadVersion, type VersionRecord } from '../../storage/versions.ts';
import { StetError } from '../model/stet-error.ts';

/**
 * A version of an article by its number, or the newest for `null`.
 * @throws StetError when there is none.
 */
export async function requireVersion(
  db: Db,
  article: { id: string; url: string; versions: number; last_outcome: string | null },
  number: number | null,
): Promise<VersionRecord> {
  const version = await loadVersion(db, article.id, number);
  if (version !== null) return version;
  if (number !== null && article.versions > 0) {
    throw new StetError(`${article.url} has no version ${number}: its versions are 1 to ${article.versions}.`);
  }
  throw new StetError(
    `${article.url} has no version yet (last visit: ${article.last_outcome ?? 'none'}): "stet history" tells its visits.`,
  );
}
