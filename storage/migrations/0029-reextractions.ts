import { type Kysely, sql } from 'kysely';

/**
 * Orders to read what is stored anew, and how far each is: a process that ends in between leaves the rest to the next.
 * One at a time: the index holds no second one that has not ended.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table reextractions (
    id text primary key,
    source_id text,
    is_dry_run boolean not null,
    status text not null check (status in ('waiting', 'running', 'done', 'stopped', 'failed')),
    reason text,
    asked_at timestamptz not null,
    asked_by text,
    begun_at timestamptz,
    ended_at timestamptz,
    place_source text,
    place_article text,
    totals jsonb not null,
    held jsonb not null
  )`.execute(db);
  await sql`create unique index reextractions_open on reextractions ((true)) where ended_at is null`.execute(db);
  await sql`create index reextractions_asked on reextractions (asked_at)`.execute(db);
}
