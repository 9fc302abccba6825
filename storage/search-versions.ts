import { type RawBuilder, sql } from 'kysely';
import type { ArticleStatus } from '../src/model/outcome.ts';
import type { Search } from '../src/model/parse-search.ts';
import { isBehind } from './is-behind.ts';
import { hasWords, matchWords } from './match-words.ts';
import type { Db } from './open-database.ts';
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
  behind?: { at: Date; id: string } | undefined;
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

/** Articles with a version that fits a search, each with the newest such; the newest first. */
export async function searchVersions(db: Db, search: Search, filter: VersionFilter): Promise<FoundArticle[]> {
  const isWalked = await areCommon(db, search);
  const { behind, sourceId, language, status, isUnsaid = false } = filter;
  const conditions: RawBuilder<boolean>[] = [sql`true`];
  if (isWalked) conditions.push(isHit(hasWords('w', search), 'w', filter), isNewestHit(search, filter));
  if (behind !== undefined) conditions.push(isBehind(sql.ref('w.seen_at'), 'w.article_id', behind));
  if (isWalked && sourceId !== undefined) conditions.push(sql`w.source_id = ${sourceId}`);
  if (language !== undefined) conditions.push(sql`a.language = ${language}`);
  if (status !== undefined) conditions.push(sql`a.status = ${status}`);
  if (isUnsaid) conditions.push(isUnsaidNow(search));
  const { rows } = await sql<FoundArticle>`
    ${isWalked ? sql`` : fetchHits(search, filter)}
    select w.article_id as "articleId", w.number, w.seen_at as "seenAt", a.source_id as "sourceId", a.url, a.status,
      a.language, a.headline, a.versions
    from ${sql.table(isWalked ? 'version_words' : 'newest')} w join articles a on a.id = w.article_id
    where ${sql.join(conditions, sql` and `)}
    order by w.seen_at desc, w.article_id limit ${filter.limit}`.execute(db);
  return rows;
}

/** All versions that fit, of each article the newest: what few versions have is fetched from the index at once. */
function fetchHits(search: Search, filter: VersionFilter): RawBuilder<unknown> {
  const { sourceId, behind, limit } = filter;
  const ofSource = sourceId === undefined ? sql`` : sql`and w.source_id = ${sourceId}`;
  const isNarrowed = filter.language !== undefined || filter.status !== undefined || filter.isUnsaid === true;
  const place = behind === undefined ? sql`` : sql`where ${isBehind(sql.ref('w.seen_at'), 'w.article_id', behind)}`;
  // Without a filter on articles, none but those of the page need be looked up.
  const page = isNarrowed ? sql`` : sql`${place} order by w.seen_at desc, w.article_id limit ${limit}`;
  return sql`with hits as materialized (
      select w.article_id, w.number, w.seen_at from version_words w where ${isHit(matchWords('w', search), 'w', filter)} ${ofSource}
    ), newest as (
      select * from (select distinct on (article_id) * from hits order by article_id, number desc) w ${page}
    )`;
}

/** That no later version of the article fits. */
function isNewestHit(search: Search, filter: VersionFilter): RawBuilder<boolean> {
  return sql`not exists (select from version_words n
    where n.article_id = w.article_id and n.number > w.number and ${isHit(hasWords('n', search), 'n', filter)})`;
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
