import { type Kysely, sql } from 'kysely';

/**
 * What visits have taught: how often a source's articles are edited by age, whether what its feeds tell of edits is
 * true, and the plan of all next visits. An article says why its next visit is when it is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table source_rates (
    source_id text primary key references sources,
    edits double precision[] not null,
    exposure double precision[] not null,
    learned_at timestamptz not null
  )`,
  `create table source_signals (
    source_id text primary key references sources,
    told double precision not null default 0,
    confirmed double precision not null default 0
  )`,
  `create table revisit_plans (
    id integer primary key check (id = 1),
    shares double precision[] not null,
    thresholds jsonb not null,
    learned_until timestamptz not null,
    planned_at timestamptz not null
  )`,
  `alter table articles add column told_at timestamptz`,
  `alter table articles add column next_visit_why text`,
  `alter table articles add column liveliness real`,
  `create index captures_fetched on captures (fetched_at)`,
];
