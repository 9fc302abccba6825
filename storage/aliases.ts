import { sql } from 'kysely';
import type { Db } from './open-database.ts';

/** An article as it is met under an address. */
export type ArticleAt = { id: string; sourceId: string; url: string; versions: number };

/** The articles that were met under these addresses, each as the one that it is visited as, by the addresses given. */
export async function findArticlesAt(db: Db, urls: string[]): Promise<Map<string, ArticleAt>> {
  if (urls.length === 0) return new Map();
  const { rows } = await sql<ArticleAt & { asked: string }>`
    select distinct on (k.url) k.url as asked, a.id, a.source_id as "sourceId", a.url, a.versions
    from unnest(${urls}::text[]) as k (url)
    join article_urls u on address_key(u.url) = address_key(k.url)
    join articles met on met.id = u.article_id
    join articles a on a.id = coalesce(met.merged_into, met.id)
    order by k.url, u.first_seen_at, a.id`.execute(db);
  return new Map(rows.map(({ asked, ...article }) => [asked, article]));
}

/** The article of a source that has this identity, as the one that it is visited as; `null` where none has it. */
export async function findArticleByIdentity(db: Db, sourceId: string, identity: string): Promise<ArticleAt | null> {
  const { rows } = await sql<ArticleAt>`
    select a.id, a.source_id as "sourceId", a.url, a.versions
    from articles met join articles a on a.id = coalesce(met.merged_into, met.id)
    where met.source_id = ${sourceId} and met.identity = ${identity}`.execute(db);
  return rows[0] ?? null;
}

/** How many other articles gave this address for their own. */
export async function countClaims(db: Db, url: string, exceptId: string): Promise<number> {
  const { claims } = await db
    .selectFrom('articles')
    .select((eb) => eb.fn.countAll<number>().as('claims'))
    .where('claimed_url', '=', url)
    .where('id', '<>', exceptId)
    .executeTakeFirstOrThrow();
  return Number(claims);
}

/**
 * Makes an article an alias of another: it keeps what was captured of it and is visited no more; the other one is
 * visited soon, for what its page says now may be known of this one already. False, and nothing is done, when the
 * other one is an alias itself by now, or is no more than this one.
 */
export async function mergeArticle(tx: Db, id: string, into: string, now: Date): Promise<boolean> {
  // In the order of their ids, so that two visits that merge at once wait for each other instead of for ever.
  const locked = await tx
    .selectFrom('articles')
    .select(['id', 'merged_into'])
    .where('id', 'in', [id, into])
    .orderBy('id')
    .forUpdate()
    .execute();
  if (id === into || locked.length !== 2 || locked.some((article) => article.merged_into !== null)) return false;
  // What was an alias of this one is one of the other now: aliases are never followed twice.
  await tx
    .updateTable('articles')
    .set({ merged_into: into })
    .where((eb) => eb.or([eb('id', '=', id), eb('merged_into', '=', id)]))
    .execute();
  await tx
    .updateTable('articles')
    .set({ next_visit_at: now })
    .where('id', '=', into)
    .where('next_visit_at', '>', now)
    .execute();
  return true;
}

/** Makes an alias an article of its own again, due at `now`, for good: its page is not believed any more. False where it is none. */
export async function separateArticle(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('articles')
    .set({ merged_into: null, standalone: true, status: 'live', next_visit_at: now })
    .where('id', '=', id)
    .where('merged_into', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The same for all that were merged because they gave this address for their own. Gives how many these were. */
export async function separateClaimants(db: Db, claimedUrl: string, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('articles')
    .set({ merged_into: null, status: 'live', next_visit_at: now })
    .where('claimed_url', '=', claimedUrl)
    .where('merged_into', 'is not', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** An article that is visited as another one. */
export type Alias = { id: string; url: string; headline: string | null; versions: number };

/** The aliases of an article, first met first. */
export async function listAliases(db: Db, articleId: string): Promise<Alias[]> {
  return await db
    .selectFrom('articles')
    .select(['id', 'url', 'headline', 'versions'])
    .where('merged_into', '=', articleId)
    .orderBy('first_seen_at')
    .orderBy('id')
    .execute();
}
