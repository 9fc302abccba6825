import { type Kysely, sql } from 'kysely';

/** Which version of rendering loaded the page of a capture; of those from before it is not said: it was the first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table captures add column renderer integer`.execute(db);
}
