import { type Insertable, sql } from 'kysely';
import type { Db } from './open-database.ts';
import type { VersionWordsTable } from './search-tables.ts';
import { toStorableJson } from './storable-text.ts';
import type { VersionsTable } from './tables.ts';
import { wordsOfText } from './words-of-text.ts';

type Version = Pick<Insertable<VersionsTable>, 'article_id' | 'number' | 'seen_at' | 'text'>;

/** The words of a version as their row. */
export function versionWordsRow(version: Version, sourceId: string): Insertable<VersionWordsTable> {
  const { article_id, number, seen_at, text } = version;
  const { words, isLong } = wordsOfText(text);
  return { article_id, number, source_id: sourceId, seen_at, words, is_long: isLong };
}

/** Whether there are versions, stored before their words were kept, that cannot be found yet. */
export async function isCatchingUp(db: Db): Promise<boolean> {
  return (await db.selectFrom('word_catch_ups').select('id').executeTakeFirst()) !== undefined;
}

/**
 * Keeps the words of the next `limit` versions that were stored before words were kept, and gives how many they were; 0:
 * all are done. What is kept and how far it has come commit together, so it may be cut off anywhere.
 */
export async function catchUpOnWords(db: Db, limit: number): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const place = await tx.selectFrom('word_catch_ups').selectAll().forUpdate().executeTakeFirst();
    if (place === undefined) return 0;
    const versions = await tx
      .selectFrom('versions as v')
      .innerJoin('articles as a', 'a.id', 'v.article_id')
      .select(['v.article_id', 'v.number', 'v.seen_at', 'v.text', 'a.source_id'])
      .where(sql<boolean>`(v.article_id, v.number) > (${place.article_id}, ${place.number}::int)`)
      .orderBy('v.article_id')
      .orderBy('v.number')
      .limit(limit)
      .execute();
    const last = versions.at(-1);
    if (last === undefined) {
      await tx.deleteFrom('word_catch_ups').execute();
      return 0;
    }
    await insertWords(
      tx,
      versions.map((version) => versionWordsRow(version, version.source_id)),
    );
    await tx.updateTable('word_catch_ups').set({ article_id: last.article_id, number: last.number }).execute();
    return versions.length;
  });
}

async function insertWords(tx: Db, rows: Insertable<VersionWordsTable>[]): Promise<void> {
  await sql`insert into version_words (article_id, number, source_id, seen_at, words, is_long)
    select article_id, number, source_id, seen_at, words::tsvector, is_long
    from json_to_recordset(${toStorableJson(rows)}::json)
      as t (article_id text, number int, source_id text, seen_at timestamptz, words text, is_long boolean)
    on conflict (article_id, number) do nothing`.execute(tx);
}
