import { type Kysely, sql } from 'kysely';

/**
 * A robots.txt says itself for how long it holds, and the last good one is kept for when the site cannot give it.
 * Captures say whether the page asks not to be archived.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table hosts
    add column robots_fresh_until timestamptz,
    add column robots_good_status text,
    add column robots_good_text text,
    add column robots_good_until timestamptz`,
  // What was fetched before holds for a day, as it did; what could not be had is asked for again.
  `update hosts set robots_fresh_until = robots_fetched_at + interval '24 hours' where robots_status <> 'disallow-all'`,
  `update hosts set robots_good_status = robots_status, robots_good_text = robots_text,
      robots_good_until = robots_fetched_at + interval '48 hours' where robots_status <> 'disallow-all'`,
  `alter table captures add column noarchive boolean not null default false`,
];
