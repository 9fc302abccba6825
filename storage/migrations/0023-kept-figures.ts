import { type Kysely, sql } from 'kysely';

/** Figures that take long to count where much is stored, kept beforehand. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table kept_figures (
    subject text not null check (subject in ('health', 'numbers')),
    source_id text not null,
    figures json not null,
    since timestamptz not null,
    counted_at timestamptz not null,
    primary key (subject, source_id)
  )`,
];
