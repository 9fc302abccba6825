import { type Kysely, sql } from 'kysely';

/** Many articles of a source that changed at once in the same way: what they have in common, and what a person decided. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table drifts (
    id text primary key,
    source_id text not null references sources,
    traits text[] not null,
    status text not null default 'open',
    detected_at timestamptz not null,
    last_at timestamptz not null,
    decided_at timestamptz
  )`,
  `create index drifts_source on drifts (source_id, detected_at desc)`,
  `alter table changes add column traits jsonb not null default '[]'`,
  `alter table changes add column drift_id text references drifts`,
  `create index changes_drift on changes (drift_id) where drift_id is not null`,
];
