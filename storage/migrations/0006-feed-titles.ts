import { type Kysely, sql } from 'kysely';

/** What a feed calls an article: beside the headlines of its page, one more that the newsroom gave it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table articles add column feed_title text`.execute(db);
}
