import { type Kysely, sql } from 'kysely';

/** Which languages articles are in is told by the index alone, from one to the next. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index articles_language on articles (language)`.execute(db);
}
