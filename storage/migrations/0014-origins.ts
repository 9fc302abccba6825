import { type Kysely, sql } from 'kysely';

/**
 * A robots.txt speaks for one scheme, host and port (RFC 9309 § 2.3): they are kept by origin, and fetched anew, for of
 * those that were kept by host nobody knows the scheme. A source's articles may come to be told apart by another setting,
 * which has to be seen. Of an article that is another, or elsewhere, nobody knows how lively it is. What was learned of
 * sources holds a belief that was weighed otherwise, so it is learned anew from the captures, which are all there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table sources add column identity_pattern text`,
  `update articles set liveliness = null where next_visit_why in ('merged', 'elsewhere')`,
  `update articles set next_visit_why = null where next_visit_why in ('young', 'edited')`,
  `delete from source_rates`,
  `delete from revisit_plans`,
  `create table robots (
    origin text primary key,
    status text not null,
    text text not null,
    http_status integer,
    reason text,
    fetched_at timestamptz not null,
    fresh_until timestamptz not null,
    good_status text,
    good_text text,
    good_until timestamptz
  )`,
  `alter table hosts
    drop column robots_status,
    drop column robots_text,
    drop column robots_http_status,
    drop column robots_reason,
    drop column robots_fetched_at,
    drop column robots_fresh_until,
    drop column robots_good_status,
    drop column robots_good_text,
    drop column robots_good_until`,
];
