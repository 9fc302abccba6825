import { type Kysely, sql } from 'kysely';

/**
 * A saved search may be joined with a channel, by its name in the configuration: changes that meet it are told there.
 * And a user may be kept from coming in without being removed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table saved_searches add column channel text`.execute(db);
  await sql`alter table users add column disabled_at timestamptz`.execute(db);
}
