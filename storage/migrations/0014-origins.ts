import { type Kysely, sql } from 'kysely';

/** A source's articles may come to be told apart by another setting, which has to be seen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [`alter table sources add column identity_pattern text`];
