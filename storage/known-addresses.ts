import type { Db } from './open-database.ts';

/** As many tell how a source builds its addresses; older ones may be of a site that has been rebuilt since. */
const NEWEST = 300;

/**
 * Addresses of a source that are known to be articles (a feed named them, or a version of them was kept), and of pages
 * that were visited and were none; the newest of each.
 */
export async function listKnownAddresses(db: Db, sourceId: string): Promise<{ articles: string[]; others: string[] }> {
  const newest = db
    .selectFrom('articles')
    .select('url')
    .where('source_id', '=', sourceId)
    .orderBy('first_seen_at', 'desc')
    .limit(NEWEST);
  const [articles, others] = await Promise.all([
    newest.where((eb) => eb.or([eb('versions', '>', 0), eb('feed_title', 'is not', null)])).execute(),
    newest.where('versions', '=', 0).where('last_outcome', '=', 'not-article').execute(),
  ]);
  return { articles: articles.map(({ url }) => url), others: others.map(({ url }) => url) };
}
