import { type RawBuilder, sql } from 'kysely';
import type { ArticleStatus } from '../src/model/outcome.ts';
import type { Search } from '../src/model/parse-search.ts';
import { isBehind } from './is-behind.ts';
import { hasWords, matchWords } from './match-words.ts';
import type { Db } from './open-database.ts';
import { PAGE_BOUNDS, type SearchBounds, type Stretch, walkFor } from './walk-for.ts';
import { areCommon } from './weigh-words.ts';

export type VersionFilter = {
  sourceId?: string | undefined;
  language?: string | undefined;
  status?: string | undefined;
  /** Versions that were seen from, and before, these moments. */
  since?: Date | undefined;
  until?: Date | undefined;
  /** Only articles whose newest version lacks the words. */
  isUnsaid?: boolean | undefined;
  behind?: Place | undefined;
  limit: number;
};

/** An article with the newest of its versions that fits a search. */
export type FoundArticle = {
  articleId: string;
  sourceId: string;
  url: string;
  status: ArticleStatus;
  language: string | null;
  headline: string | null;
  /** Of the article. */
  versions: number;
  number: number;
  seenAt: Date;
};

/** What was found, and how far versions were gone through for it; `null`: to the oldest. */
export type FoundArticles = { articles: FoundArticle[]; lookedTo: Place | null };

type Place = { at: Date; id: string };

/**
 * Articles with a version that fits a search, each with the newest such; the newest first. What stands in few versions
 * is all fetched. Else versions are gone through, the newest first, until there are `limit` articles or `patienceMs` are
 * over: then `lookedTo` says where to go on from, also where nothing was found so far.
 */
export async function searchVersions(
  db: Db,
  search: Search,
  filter: VersionFilter,
  bounds: SearchBounds = PAGE_BOUNDS,
): Promise<FoundArticles> {
  const startedAt = performance.now();
  if (!(await areCommon(db, search, bounds.few))) {
    return { articles: await fetchFound(db, search, filter), lookedTo: null };
  }
  const { found, lookedTo } = await walkFor<FoundArticle, Place>(
    filter.limit,
    bounds,
    async (stretch, from, before) => {
      const known = before.map(({ articleId }) => articleId);
      const rest = { ...filter, behind: from ?? filter.behind, limit: filter.limit - known.length };
      return await walkStretch(db, search, rest, { stretch, known });
    },
    startedAt,
  );
  return { articles: found, lookedTo };
}

const FOUND_COLUMNS = sql`w.article_id as "articleId", w.number, w.seen_at as "seenAt", a.source_id as "sourceId", a.url, a.status,
      a.language, a.headline, a.versions`;

/** All versions that fit, of each article the newest: what few versions have is fetched from the index at once. */
async function fetchFound(db: Db, search: Search, filter: VersionFilter): Promise<FoundArticle[]> {
  const { sourceId, behind, limit } = filter;
  const ofSource = sourceId === undefined ? sql`` : sql`and w.source_id = ${sourceId}`;
  const place = behind === undefined ? sql`true` : isBehind(sql.ref('w.seen_at'), 'w.article_id', behind);
  // Without a filter on articles, none but those of the page need be looked up.
  const isNarrowed = filter.language !== undefined || filter.status !== undefined || filter.isUnsaid === true;
  const page = isNarrowed ? sql`` : sql`order by w.seen_at desc, w.article_id limit ${limit}`;
  const { rows } = await sql<FoundArticle>`
    with hits as materialized (
      select w.article_id, w.number, w.seen_at from version_words w where ${isHit(matchWords('w', search), 'w', filter)} ${ofSource}
    ), newest as (
      select * from (select distinct on (article_id) * from hits order by article_id, number desc) w where ${place} ${page}
    )
    select ${FOUND_COLUMNS} from newest w join articles a on a.id = w.article_id
    where ${fitsArticle(search, filter)} order by w.seen_at desc, w.article_id limit ${limit}`.execute(db);
  return rows;
}

/** The next versions behind a place, and what is found among them: of each article that was not met before, the newest that fits. */
async function walkStretch(
  db: Db,
  search: Search,
  filter: VersionFilter,
  { stretch, known }: { stretch: number; known: string[] },
): Promise<Stretch<FoundArticle, Place>> {
  const { sourceId, behind, since, until, limit } = filter;
  const places = [sql<boolean>`true`];
  if (behind !== undefined) places.push(isBehind(sql.ref('w.seen_at'), 'w.article_id', behind));
  if (sourceId !== undefined) places.push(sql`w.source_id = ${sourceId}`);
  if (since !== undefined) places.push(sql`w.seen_at >= ${since}`);
  if (until !== undefined) places.push(sql`w.seen_at < ${until}`);
  const { rows } = await sql<FoundArticle & { lastAt: Date; lastId: string; looked: number }>`
    with looked as materialized (
      select w.* from version_words w where ${sql.join(places, sql` and `)} order by w.seen_at desc, w.article_id limit ${stretch}
    ), newest as (
      select distinct on (article_id) w.article_id, w.number, w.seen_at from looked w
      where ${hasWords('w', search)} and w.article_id <> all (${known}) order by article_id, number desc
    ), found as (
      select ${FOUND_COLUMNS} from newest w join articles a on a.id = w.article_id
      where ${isNewestHit(search, filter)} and ${fitsArticle(search, filter)} order by w.seen_at desc, w.article_id limit ${limit}
    )
    select l.seen_at as "lastAt", l.article_id as "lastId", (select count(*) from looked) as looked, f.*
    from (select seen_at, article_id from looked order by seen_at, article_id desc limit 1) l left join found f on true
    order by f."seenAt" desc, f."articleId"`.execute(db);
  const [first] = rows;
  const isEnd = first === undefined || first.looked < stretch;
  const found = rows.flatMap(({ lastAt, lastId, looked, ...article }) => (article.articleId === null ? [] : [article]));
  return { rows: found, upTo: isEnd ? null : { at: first.lastAt, id: first.lastId } };
}

/** That no later version of the article fits. */
function isNewestHit(search: Search, filter: VersionFilter): RawBuilder<boolean> {
  return sql`not exists (select from version_words n
    where n.article_id = w.article_id and n.number > w.number and ${isHit(hasWords('n', search), 'n', filter)})`;
}

/** The filters on the article `a` of a version `w`. */
function fitsArticle(search: Search, { language, status, isUnsaid = false }: VersionFilter): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = [sql`true`];
  if (language !== undefined) conditions.push(sql`a.language = ${language}`);
  if (status !== undefined) conditions.push(sql`a.status = ${status}`);
  if (isUnsaid) conditions.push(isUnsaidNow(search));
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function isUnsaidNow(search: Search): RawBuilder<boolean> {
  return sql`w.number < a.versions and not exists (select from version_words l
    where l.article_id = w.article_id and l.number = a.versions and ${hasWords('l', search)})`;
}

function isHit(hit: RawBuilder<boolean>, table: string, { since, until }: VersionFilter): RawBuilder<boolean> {
  const seenAt = sql.ref(`${table}.seen_at`);
  const conditions = [hit];
  if (since !== undefined) conditions.push(sql<boolean>`${seenAt} >= ${since}`);
  if (until !== undefined) conditions.push(sql<boolean>`${seenAt} < ${until}`);
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** A version, and whether it has the words of a search. `isLong`: of phrases that is to be looked up in its text. */
export type SearchedVersion = { articleId: string; number: number; seenAt: Date; hasWords: boolean; isLong: boolean };

/** All versions of these articles by the words of a search, in the order of their numbers. */
export async function listSearchedVersions(db: Db, articleIds: string[], search: Search): Promise<SearchedVersion[]> {
  if (articleIds.length === 0) return [];
  const { rows } = await sql<SearchedVersion>`
    select w.article_id as "articleId", w.number, w.seen_at as "seenAt", w.is_long as "isLong",
      ${matchWords('w', search)} as "hasWords"
    from version_words w where w.article_id = any(${articleIds}) order by w.article_id, w.number`.execute(db);
  return rows;
}

/** The texts of versions, by their places in the list that was asked for. */
export async function loadTexts(db: Db, versions: { articleId: string; number: number }[]): Promise<string[]> {
  const { rows } = await sql<{ text: string | null }>`
    select v.text from unnest(
      ${versions.map(({ articleId }) => articleId)}::text[], ${versions.map(({ number }) => number)}::int[]
    ) with ordinality as asked (article_id, number, place)
    left join versions v using (article_id, number) order by asked.place`.execute(db);
  return rows.map(({ text }) => text ?? '');
}

/** An edit by the versions that it led from and to. */
export type EditLink = { id: string; articleId: string; from: number; to: number };

/** The edits of these articles, without what differs. */
export async function listEditLinks(db: Db, articleIds: string[]): Promise<EditLink[]> {
  const { rows } = await sql<EditLink>`
    select id, article_id as "articleId", from_version as "from", to_version as "to" from changes
    where article_id = any(${articleIds}) and from_version <> to_version`.execute(db);
  return rows;
}
