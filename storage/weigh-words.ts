import { sql } from 'kysely';
import type { Search } from '../src/model/parse-search.ts';
import { matchAllWords } from './match-words.ts';
import type { Db } from './open-database.ts';
import { PLANNED_ANEW } from './preparing-client.ts';

/** What so many versions have is fetched from the index at once: a few hundredths of a second. */
const FEW = 3_000;
/** Whether words stand in a row has to be looked at in each version that has them: of those fewer are few. */
const FEW_FOR_PHRASES = 1_000;

/**
 * Whether what is looked for may stand in many versions: then they are gone through, the newest first, and else all that
 * has it is fetched from the index. PostgreSQL would choose by a guess, which for all but the thousand most frequent
 * words is one and the same. Those are told by its statistics, and the others counted, no further than to `most`.
 */
export async function areCommon(db: Db, search: Search, most: number = fewOf(search)): Promise<boolean> {
  if (await areAllFrequent(db, search)) return true;
  const { rows } = await sql<{ found: number }>`select count(*) as found
    from (select from version_words w where ${matchAllWords('w', search)} limit ${most + 1}) found`.execute(db);
  return (rows[0]?.found ?? 0) > most;
}

/** Whether each word is one of the thousand most frequent: their lists in the index are long, and how many versions have all of them is not asked. */
async function areAllFrequent(db: Db, { wanted }: Search): Promise<boolean> {
  const terms = wanted.flat();
  if (terms.length === 0 || terms.some(({ isPrefix }) => isPrefix)) return false;
  const words = [...new Set(terms.map(({ folded }) => folded))];
  const { rows } = await sql<{ share: number | null }>`${sql.raw(PLANNED_ANEW)}
    select case when count(*) = ${words.length} then exp(sum(ln(e.frequency))) end as share
    from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as e (word, frequency)
    where s.schemaname = current_schema() and s.tablename = 'version_words' and s.attname = 'words'
      and e.word = any (${words})`.execute(db);
  // Words that stand in every tenth version each are seldom all in one: those that have them can be counted.
  return (rows[0]?.share ?? 0) > LARGE_SHARE;
}

/** Of all versions; as if the words had nothing to do with each other. */
const LARGE_SHARE = 0.01;

/** In lists that are gone through however long it takes: what more versions than these have is common there. */
const MANY_OF_LISTS = 20_000;
const MANY_OF_LISTS_FOR_PHRASES = 4_000;

/** Versions by their articles and numbers: two lists of one length. */
export type VersionsWith = { articles: string[]; numbers: number[] };

/** The versions that have all words that are looked for; `null`: these are more than `most`. */
export async function listVersionsWith(
  db: Db,
  search: Search,
  most: number = hasPhrases(search) ? MANY_OF_LISTS_FOR_PHRASES : MANY_OF_LISTS,
): Promise<VersionsWith | null> {
  if (await areAllFrequent(db, search)) return null;
  const { rows } = await sql<VersionsWith>`
    select coalesce(array_agg(article_id), '{}') as articles, coalesce(array_agg(number), '{}') as numbers
    from (select article_id, number from version_words w where ${matchAllWords('w', search)} limit ${most + 1}) found`.execute(
    db,
  );
  const { articles = [], numbers = [] } = rows[0] ?? {};
  return articles.length > most ? null : { articles, numbers };
}

/** What no more versions have is fetched, where a page waits for it. */
export function fewOf(search: Search): number {
  return hasPhrases(search) ? FEW_FOR_PHRASES : FEW;
}

function hasPhrases({ wanted, unwanted }: Search): boolean {
  return [...wanted, ...unwanted].some((phrase) => phrase.length > 1);
}
