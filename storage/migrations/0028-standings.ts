import { type Kysely, sql } from 'kysely';

/** The articles that are no longer as they were: few, so that their changes are found by them, and not by looking at all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index articles_astray on articles (status) where status <> 'live'`.execute(db);
}
