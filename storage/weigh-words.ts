import { sql } from 'kysely';
import type { Search } from '../src/model/parse-search.ts';
import { matchWords } from './match-words.ts';
import type { Db } from './open-database.ts';

/**
 * So many of the newest versions are looked at, and what so many articles among them have is common: to find a page of
 * it by going through the list then costs about as much as to fetch all that has it.
 */
const SAMPLE = 1_000;
const MANY = 4;
/** A list with filters of its own is gone through further until its page is full. */
const MANY_OF_LISTS = 30;

/**
 * Whether what is looked for stands in many versions: then a list is gone through from its beginning until a page is
 * full, and else all that has it is fetched from the index first. PostgreSQL would choose by a guess, which for all but
 * the most frequent words is one and the same, and takes an index for dear where it costs nothing.
 */
export async function areCommon(db: Db, search: Search, many = MANY): Promise<boolean> {
  const { rows } = await sql<{ found: number }>`select count(distinct article_id) as found
    from (select article_id, words, is_long from version_words order by seen_at desc limit ${SAMPLE}) w
    where ${matchWords('w', search)}`.execute(db);
  return (rows[0]?.found ?? 0) >= many;
}

/** The articles that have what is looked for in any version; `null`: too many to be listed. */
export async function listArticlesWith(db: Db, search: Search): Promise<string[] | null> {
  if (await areCommon(db, search, MANY_OF_LISTS)) return null;
  const { rows } = await sql<{ id: string }>`
    with hits as materialized (select article_id as id from version_words w where ${matchWords('w', search)})
    select distinct id from hits`.execute(db);
  return rows.map(({ id }) => id);
}
