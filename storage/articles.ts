import { type Selectable, sql } from 'kysely';
import { hostOf } from '../src/model/host-of.ts';
import type { RenderMode } from '../src/model/render.ts';
import { adoptArticles, findKnown, nameNewArticles, tryAsNamed } from './known-articles.ts';
import type { Db } from './open-database.ts';
import { toStorableJson } from './storable-text.ts';
import type { ArticlesTable } from './tables.ts';

export type StoredArticle = Selectable<ArticlesTable>;

/**
 * An article as an endpoint named it. `url` is without tracking parameters, and plain; `variant` is the address of the
 * AMP or print page that was named, where it was one; `feedTitle` is what a feed calls it.
 */
export type Candidate = {
  identity: string;
  url: string;
  title: string | null;
  variant?: string | null;
  feedTitle?: string | null;
};

/**
 * Adds the articles that are not known yet, due at once, and keeps every URL under which one was met. One that was met
 * under the URL before is that article, whatever its identity says and whosesoever it was: it is this source's from now
 * on. One that is gone (or seems so), and is listed under a URL that was met later than the one it had, has moved and
 * is due again, there. Gives how many are new.
 */
export async function addArticles(db: Db, sourceId: string, candidates: Candidate[], now: Date): Promise<number> {
  if (candidates.length === 0) return 0;
  return await db.transaction().execute(async (tx) => {
    const known = await findKnown(tx, sourceId, candidates);
    const fresh = await nameNewArticles(tx, sourceId, candidates, known);
    const idOf = ({ identity }: Candidate) => known.get(identity) ?? fresh.get(identity) ?? '';
    const rows = candidates.map((candidate) => ({ ...candidate, id: idOf(candidate) }));
    const added = await insertArticles(
      tx,
      sourceId,
      rows.filter(({ identity }) => !known.has(identity)),
      now,
    );
    const addresses = rows.flatMap(({ id, url, variant }) => [
      { url, article_id: id, first_seen_at: now },
      ...(variant == null ? [] : [{ url: variant, article_id: id, first_seen_at: now }]),
    ]);
    await tx
      .insertInto('article_urls')
      .values(addresses)
      .onConflict((conflict) => conflict.column('url').doNothing())
      .execute();
    await adoptArticles(tx, sourceId, rows);
    await keepFeedTitles(tx, rows);
    await tryAsNamed(tx, rows, now);
    await followToNewAddress(tx, rows, now);
    return added;
  });
}

async function insertArticles(
  tx: Db,
  sourceId: string,
  rows: (Candidate & { id: string })[],
  now: Date,
): Promise<number> {
  if (rows.length === 0) return 0;
  const added = await tx
    .insertInto('articles')
    .values(
      rows.map(({ id, identity, url, title }) => ({
        id,
        source_id: sourceId,
        identity,
        url,
        host: hostOf(url),
        status: 'live' as const,
        first_seen_at: now,
        next_visit_at: now,
        headline: title,
      })),
    )
    .onConflict((conflict) => conflict.columns(['source_id', 'identity']).doNothing())
    .returning('id')
    .execute();
  return added.length;
}

async function keepFeedTitles(tx: Db, listed: (Candidate & { id: string })[]): Promise<void> {
  const titled = listed.flatMap(({ id, feedTitle }) => (feedTitle == null ? [] : [{ id, title: feedTitle }]));
  if (titled.length === 0) return;
  await sql`update articles as a set feed_title = t.title
    from json_to_recordset(${toStorableJson(titled)}::json) as t (id text, title text)
    where a.id = t.id and a.feed_title is distinct from t.title`.execute(tx);
}

async function followToNewAddress(tx: Db, listed: { id: string; url: string }[], now: Date): Promise<void> {
  const ids = listed.map(({ id }) => id);
  const gone = await tx
    .selectFrom('articles as a')
    .innerJoin('article_urls as u', 'u.article_id', 'a.id')
    .innerJoin('article_urls as known', 'known.url', 'a.url')
    .select(['a.id', 'a.url as from', 'a.life', 'u.url'])
    .where('a.id', 'in', ids)
    .where((eb) => eb.or([eb('a.status', '=', 'gone'), eb('a.last_outcome', 'in', ['gone', 'soft-gone'])]))
    .whereRef('u.first_seen_at', '>', 'known.first_seen_at')
    .execute();
  const followed = gone.filter((row) => listed.some((each) => each.id === row.id && each.url === row.url));
  for (const { id, from, url, life } of followed) {
    const unvisited = { status: 'moved' as const, next_visit_at: now, etag: null, last_modified: null };
    const moving = JSON.stringify({ ...life, move: { from: life.move?.from ?? from, to: url, visits: 0 } });
    await tx
      .updateTable('articles')
      .set({ url, host: hostOf(url), life: moving, ...unvisited })
      .where('id', '=', id)
      .execute();
  }
}

/** By name, and not `*`, so that PostgreSQL can keep the plan of what every visit asks. */
const ARTICLE_COLUMNS = [
  ...([
    'id',
    'source_id',
    'identity',
    'url',
    'host',
    'status',
    'life',
    'headline',
    'feed_title',
    'published_at',
    'language',
  ] as const),
  ...(['first_seen_at', 'next_visit_at', 'next_visit_why', 'last_visit_at', 'last_outcome', 'last_change_at'] as const),
  ...(['failures', 'etag', 'last_modified', 'versions', 'visits', 'told_at', 'liveliness', 'render'] as const),
  ...(['wants_browser', 'merged_into', 'claimed_url', 'standalone'] as const),
];

/** One article by its whole id. */
export async function loadArticle(db: Db, id: string): Promise<StoredArticle | null> {
  return (await db.selectFrom('articles').select(ARTICLE_COLUMNS).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** An article that is to be visited. `dueAt` names the visit: two jobs with the same one are the same visit. */
export type DueArticle = { id: string; dueAt: Date };

/** A due article with what says who is to visit it. */
export type DueVisit = DueArticle & { sourceId: string; render: RenderMode; wantsBrowser: boolean };

/** Of one host no more than this is handed out at once, however fast it may be asked: the others wait behind it. */
const MOST_OF_A_HOST = 256;

/**
 * Articles that are due: first the longest overdue one of each host, then the second one of each, and so on, so that a
 * host with thousands of them keeps no other waiting. Of each host no more than it can be asked for in `windowMs` at
 * the delay of its source (`delaysMs`, by source id), and none of a host that is left alone or whose slots are taken
 * for as long: more of them would only wait in the workers. Of the sources in `firstOnly` only what was never visited.
 */
export async function listArticlesDue(
  db: Db,
  options: { now: Date; delaysMs: Map<string, number>; firstOnly?: Set<string>; windowMs: number; limit: number },
): Promise<DueVisit[]> {
  const { delaysMs, firstOnly = new Set() } = options;
  const sources = [...delaysMs];
  if (sources.length === 0) return [];
  type Row = { id: string; due_at: Date; source_id: string; render: RenderMode; wants_browser: boolean };
  const most = sources.map(([, delayMs]) => Math.max(1, Math.ceil(options.windowMs / Math.max(1, delayMs))));
  const { rows } = await sql<Row>`
    with delays as (
      select * from unnest(
        ${sources.map(([id]) => id)}::text[],
        ${most.map((count) => Math.min(count, MOST_OF_A_HOST))}::int[],
        ${sources.map(([id]) => firstOnly.has(id))}::boolean[]
      ) as d (source_id, most, is_first_only)
    ), due as (
      select a.id, a.next_visit_at, a.source_id, a.render, a.wants_browser, d.most,
        row_number() over (partition by a.host order by a.next_visit_at) as place
      from articles a join delays d using (source_id) left join hosts h on h.host = a.host
      where a.next_visit_at <= ${options.now}
        and (a.visits = 0 or not d.is_first_only)
        and (h.host is null or h.next_slot_at <= clock_timestamp() + ${options.windowMs} * interval '1 millisecond')
        and (h.paused_until is null or h.paused_until <= clock_timestamp())
    )
    select id, next_visit_at as due_at, source_id, render, wants_browser from due where place <= most
    order by place, next_visit_at limit ${options.limit}`.execute(db);
  return rows.map(({ id, due_at: dueAt, source_id: sourceId, render, wants_browser: wantsBrowser }) => {
    return { id, dueAt, sourceId, render, wantsBrowser };
  });
}

/**
 * Articles of sources, and single ones, that are still visited: those due at `dueAt`, or all of them for `null`;
 * longest overdue first. Gives how often each was visited, by id.
 */
export async function listToVisit(
  db: Db,
  which: { sourceIds: string[]; articleIds: string[] },
  dueAt: Date | null,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'visits'])
    .where(
      sql<boolean>`((source_id = any(${which.sourceIds}) and next_visit_at is not null) or id = any(${which.articleIds}))`,
    )
    .$if(dueAt !== null, (query) => query.where('next_visit_at', '<=', dueAt))
    .orderBy('next_visit_at')
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ id, visits }) => [id, visits]));
}

/** Makes these articles due at `now`, retired ones too, but for those that are visited as another. */
export async function makeArticlesDue(db: Db, ids: string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('articles')
    .set({ next_visit_at: now })
    .where(sql<boolean>`id = any(${ids})`)
    .where('merged_into', 'is', null)
    .execute();
}

/** Puts off the visits of those of these articles that are due at `now`: they could not be made for a reason of ours. Nothing is captured. */
export async function postponeVisits(db: Db, ids: string[], now: Date, until: Date): Promise<void> {
  await db
    .updateTable('articles')
    .set({ next_visit_at: until })
    .where('id', 'in', ids)
    .where('next_visit_at', '<=', now)
    .execute();
}

/**
 * Articles that were met under one of these URLs, or have one of these identities; at most three. What turned out to be
 * another article is that one.
 */
export async function findArticlesByAddress(
  db: Db,
  urls: string[],
  identities: { sourceId: string; identity: string }[],
): Promise<StoredArticle[]> {
  const found = db
    .selectFrom('articles as met')
    .select(sql<string>`coalesce(met.merged_into, met.id)`.as('id'))
    .where((eb) =>
      eb.or([
        sql<boolean>`met.id in (
          select article_id from article_urls
          where address_key(url) in (select address_key(k.url) from unnest(${urls}::text[]) as k (url))
        )`,
        ...identities.map((one) => eb.and({ 'met.source_id': one.sourceId, 'met.identity': one.identity })),
      ]),
    );
  return await db.selectFrom('articles').selectAll().where('id', 'in', found).limit(3).execute();
}

/** Articles whose id begins with `prefix`; at most three, to tell an ambiguity. */
export async function findArticles(db: Db, prefix: string): Promise<StoredArticle[]> {
  return await db
    .selectFrom('articles')
    .selectAll()
    .where(sql<boolean>`starts_with(id, ${prefix})`)
    .orderBy('id')
    .limit(3)
    .execute();
}

/** Every URL under which an article, or what turned out to be it, was met, oldest first. */
export async function listArticleUrls(db: Db, articleId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('article_urls')
    .select('url')
    .where(
      // A list that is made first is looked up in the index; with "or" the whole table would be gone through.
      sql<boolean>`article_id = any (array(
        select ${articleId}::text union all select id from articles where merged_into = ${articleId}))`,
    )
    .orderBy('first_seen_at')
    .orderBy('url')
    .execute();
  return rows.map((row) => row.url);
}
