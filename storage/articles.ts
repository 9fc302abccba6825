import { type Selectable, sql } from 'kysely';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import type { ArticlesTable } from './tables.ts';

export type StoredArticle = Selectable<ArticlesTable>;

/** An article as an endpoint named it. `url` is without tracking parameters. */
export type Candidate = { identity: string; url: string; title: string | null };

/**
 * Adds the articles that are not known yet, due at once, and keeps every URL under which one was met. One that is
 * gone and is listed under another URL is due again, at that URL. Gives how many are new.
 */
export async function addArticles(db: Db, sourceId: string, candidates: Candidate[], now: Date): Promise<number> {
  if (candidates.length === 0) return 0;
  const rows = candidates.map((candidate) => ({ ...candidate, id: makeId('article', sourceId, candidate.identity) }));
  return await db.transaction().execute(async (tx) => {
    const added = await tx
      .insertInto('articles')
      .values(
        rows.map(({ id, identity, url, title }) => ({
          id,
          source_id: sourceId,
          identity,
          url,
          host: new URL(url).host,
          status: 'live' as const,
          first_seen_at: now,
          next_visit_at: now,
          headline: title,
        })),
      )
      .onConflict((conflict) => conflict.columns(['source_id', 'identity']).doNothing())
      .returning('id')
      .execute();
    const met = await tx
      .insertInto('article_urls')
      .values(rows.map(({ id, url }) => ({ url, article_id: id, first_seen_at: now })))
      .onConflict((conflict) => conflict.column('url').doNothing())
      .returning(['url', 'article_id'])
      .execute();
    for (const { url, article_id } of met) {
      await tx
        .updateTable('articles')
        .set({ url, host: new URL(url).host, next_visit_at: now })
        .where('id', '=', article_id)
        .where('status', '=', 'gone')
        .execute();
    }
    return added.length;
  });
}

/** One article by its whole id. */
export async function loadArticle(db: Db, id: string): Promise<StoredArticle | null> {
  return (await db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** An article that is to be visited. `dueAt` names the visit: two jobs with the same one are the same visit. */
export type DueArticle = { id: string; dueAt: Date };

/**
 * Articles that are due, longest overdue first, of each host no more than it can be asked for in `windowMs` at the
 * delay of its source (`delaysMs`, by source id): more of them would only wait in the workers.
 */
export async function listArticlesDue(
  db: Db,
  options: { now: Date; delaysMs: Map<string, number>; windowMs: number; limit: number },
): Promise<DueArticle[]> {
  const sources = [...options.delaysMs];
  if (sources.length === 0) return [];
  const { rows } = await sql<{ id: string; due_at: Date }>`
    with delays as (
      select * from unnest(
        ${sources.map(([id]) => id)}::text[],
        ${sources.map(([, delayMs]) => Math.max(1, Math.ceil(options.windowMs / Math.max(1, delayMs))))}::int[]
      ) as d (source_id, most)
    ), due as (
      select a.id, a.next_visit_at, d.most,
        row_number() over (partition by a.host order by a.next_visit_at) as place
      from articles a join delays d using (source_id)
      where a.next_visit_at <= ${options.now}
    )
    select id, next_visit_at as due_at from due where place <= most order by next_visit_at limit ${options.limit}`.execute(
    db,
  );
  return rows.map((row) => ({ id: row.id, dueAt: row.due_at }));
}

/** The ids of articles that are due at `now`: those of sources, and single ones; longest overdue first. */
export async function listDueIds(
  db: Db,
  now: Date,
  which: { sourceIds: string[]; articleIds: string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('articles')
    .select('id')
    .where('next_visit_at', '<=', now)
    .where(sql<boolean>`(source_id = any(${which.sourceIds}) or id = any(${which.articleIds}))`)
    .orderBy('next_visit_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Makes articles due at `now`: those of the ids, or all of a source that are still visited. */
export async function makeArticlesDue(db: Db, which: { ids: string[] } | { sourceId: string }, now: Date) {
  const update = db.updateTable('articles').set({ next_visit_at: now });
  if ('ids' in which) {
    if (which.ids.length > 0) await update.where('id', 'in', which.ids).execute();
    return;
  }
  await update.where('source_id', '=', which.sourceId).where('next_visit_at', 'is not', null).execute();
}

/** Puts off the visit of an article that is due at `now` and could not be made for a reason of ours; nothing is captured. */
export async function postponeVisit(db: Db, id: string, now: Date, until: Date): Promise<void> {
  await db
    .updateTable('articles')
    .set({ next_visit_at: until })
    .where('id', '=', id)
    .where('next_visit_at', '<=', now)
    .execute();
}

/** Articles whose id begins with `reference`, or that were met under it as a URL; at most two, to tell an ambiguity. */
export async function findArticles(db: Db, reference: string): Promise<StoredArticle[]> {
  if (/^https?:\/\//.test(reference)) {
    return await db
      .selectFrom('articles')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('url', '=', reference),
          eb('id', 'in', eb.selectFrom('article_urls').select('article_id').where('url', '=', reference)),
        ]),
      )
      .limit(2)
      .execute();
  }
  return await db
    .selectFrom('articles')
    .selectAll()
    .where(sql<boolean>`starts_with(id, ${reference})`)
    .limit(2)
    .execute();
}

export type ArticleFilter = {
  sourceId?: string | undefined;
  status?: string | undefined;
  since?: Date | undefined;
  search?: string | undefined;
  limit: number;
};

/** Articles, newest change (else newest find) first. `search` looks through the text of all versions. */
export async function listArticles(db: Db, filter: ArticleFilter): Promise<StoredArticle[]> {
  const { sourceId, status, since, search } = filter;
  return await db
    .selectFrom('articles')
    .selectAll()
    .$if(sourceId !== undefined, (query) => query.where('source_id', '=', sourceId ?? ''))
    .$if(status !== undefined, (query) => query.where(sql<boolean>`status = ${status}`))
    .$if(since !== undefined, (query) =>
      query.where(sql<boolean>`coalesce(last_change_at, first_seen_at) >= ${since ?? null}`),
    )
    .$if(search !== undefined, (query) =>
      query.where(
        sql<boolean>`id in (select article_id from versions where search @@ websearch_to_tsquery('simple', ${search ?? ''}))`,
      ),
    )
    .orderBy(sql`coalesce(last_change_at, first_seen_at)`, 'desc')
    .orderBy('id')
    .limit(filter.limit)
    .execute();
}

/** Every URL under which an article was met, oldest first. */
export async function listArticleUrls(db: Db, articleId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('article_urls')
    .select('url')
    .where('article_id', '=', articleId)
    .orderBy('first_seen_at')
    .orderBy('url')
    .execute();
  return rows.map((row) => row.url);
}
