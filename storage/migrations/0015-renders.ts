import { type Kysely, sql } from 'kysely';

/**
 * Pages that a browser loaded: how each capture was fetched, the capture that a derivation was read from where it is not
 * its version's own, how an article was read last, and what has worked for a source.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const MODES = `('http', 'browser')`;
const STATEMENTS = [
  `alter table captures add column render text not null default 'http' check (render in ${MODES})`,
  `alter table derivations add column capture_id text`,
  `alter table articles add column render text not null default 'http' check (render in ${MODES})`,
  `alter table articles add column wants_browser boolean not null default false`,
  `create table source_renders (
    source_id text primary key references sources,
    render text not null check (render in ${MODES}),
    http_again_at timestamptz,
    browser_again_at timestamptz
  )`,
];
