import { type Kysely, sql } from 'kysely';

/** A saved search may be joined with a channel, by its name in the configuration: changes that meet it are told there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table saved_searches add column channel text`.execute(db);
}
