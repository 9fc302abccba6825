import { type Kysely, sql } from 'kysely';

/** The order of the list of changes whole, so that a page goes on from a place, however many changes came at that moment. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [`create index changes_latest on changes (detected_at desc, id)`, `drop index changes_newest`];
