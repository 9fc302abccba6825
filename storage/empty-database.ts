import { sql } from 'kysely';
import type { Db } from './open-database.ts';

/** Deletes all that a database of stet's own holds, tables too: for demonstrations, where nothing has to stand. */
export async function emptyDatabase(db: Db): Promise<void> {
  await sql`drop schema if exists public, bullmq cascade`.execute(db);
  await sql`create schema public`.execute(db);
}
