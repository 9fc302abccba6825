import { type Kysely, sql } from 'kysely';

/** How often an endpoint names new articles, and when it was last read well: what its next visit is reckoned from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table endpoints add column pace jsonb`.execute(db);
  await sql`alter table endpoints add column last_read_at timestamptz`.execute(db);
}
