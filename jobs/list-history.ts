import { HEADLINE_TEST_MS } from '../src/compare/history/find-headline-test.ts';
import { gistOf } from '../src/compare/history/gist-of.ts';
import { GIST_VERSION } from '../src/compare/history/gist-version.ts';
import type { ReadBy } from '../src/model/read-by.ts';
import type { PastVersion } from '../src/model/visit.ts';
import { loadRecordBy } from '../storage/derivations.ts';
import { listGists, saveGist } from '../storage/gists.ts';
import type { Db } from '../storage/open-database.ts';
import { listPastVersions } from '../storage/versions.ts';

/**
 * All versions of an article as a page that differs from the newest is judged by them at `now`, oldest first. Those that
 * stood within a headline test come with their headlines, and each that `by` has read with its gist: one that is not
 * known yet is made of its record and kept, so of each version only once; one record in memory at a time.
 */
export async function listHistory(db: Db, articleId: string, by: ReadBy, now: Date): Promise<PastVersion[]> {
  const headlinesSince = new Date(now.getTime() - HEADLINE_TEST_MS);
  const past = await listPastVersions(db, articleId, by, headlinesSince);
  const known = await listGists(db, { articleId, by, folding: GIST_VERSION });
  const versions: PastVersion[] = [];
  for (const version of past) {
    const { number, digest } = version;
    const gist = digest === null ? null : (known.get(number) ?? (await makeGist(db, articleId, number, by)));
    versions.push({ ...version, gist });
  }
  return versions;
}

async function makeGist(db: Db, articleId: string, number: number, by: ReadBy): Promise<string | null> {
  const record = await loadRecordBy(db, articleId, number, by);
  if (record === null) return null;
  const gist = gistOf(record);
  await saveGist(db, { articleId, number, by, folding: GIST_VERSION, gist });
  return gist;
}
