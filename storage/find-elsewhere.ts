import { type RawBuilder, sql } from 'kysely';
import type { Phrase, Search } from '../src/model/parse-search.ts';
import { matchWords } from './match-words.ts';
import type { Db } from './open-database.ts';

/** An article of another source that shares passages; `number` is the newest version that does. */
export type Elsewhere = {
  articleId: string;
  sourceId: string;
  headline: string | null;
  url: string;
  number: number;
  seenAt: Date;
  passages: number;
};

/**
 * Articles of other sources with a version that has the longest words of one of these passages, those of the most
 * passages first. Whether it has the passage is for its text to say: to ask the index costs it more.
 */
export async function findElsewhere(
  db: Db,
  article: { id: string; sourceId: string },
  passages: Phrase[],
  limit: number,
): Promise<Elsewhere[]> {
  if (passages.length === 0) return [];
  const hits = passages.map(
    (phrase, place): RawBuilder<unknown> => sql`(select ${place}::int as place, w.article_id, w.number, w.seen_at
      from version_words w where ${matchWords('w', longestWords(phrase))} and w.source_id <> ${article.sourceId}
      limit ${MOST_HITS})`,
  );
  const { rows } = await sql<Elsewhere>`
    with hits as materialized (${sql.join(hits, sql` union all `)}), found as (
      select article_id, max(number) as number, min(seen_at) as seen_at, count(distinct place) as passages
      from hits group by article_id order by 4 desc, 3, 1 limit ${limit}
    )
    select a.id as "articleId", a.source_id as "sourceId", a.headline, a.url, f.number, f.seen_at as "seenAt", f.passages
    from found f join articles a on a.id = f.article_id
    where a.id <> ${article.id} and a.merged_into is distinct from ${article.id}
    order by f.passages desc, f.seen_at, a.id`.execute(db);
  return rows;
}

/** A passage that stands in more versions is no news: which of them are looked at then does not matter. */
const MOST_HITS = 1_000;

/** The longest are the rarest, and a few of them are enough to find by. */
const WORDS_ASKED = 5;

function longestWords(phrase: Phrase): Search {
  const longest = phrase.toSorted((one, other) => other.folded.length - one.folded.length).slice(0, WORDS_ASKED);
  return { wanted: longest.map((term) => [{ ...term, offset: 0 }]), unwanted: [] };
}
