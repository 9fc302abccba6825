import { type Kysely, sql } from 'kysely';

/**
 * Articles have a life: how they stand, and what has still to be confirmed. Changes that come of no version (something
 * befell the article, noise) stand between the newest version and itself, and name the capture that showed them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table articles add column life jsonb not null default '{"standing":"live","doubt":null,"move":null}'`,
  `update articles set life = jsonb_set(life, '{standing}', to_jsonb(status))
    where status in ('gone', 'withdrawn', 'paywalled', 'blocked')`,
  `alter table changes add column capture_id text references captures`,
  `alter table changes drop constraint changes_article_id_from_version_to_version_key`,
  `create unique index changes_between on changes (article_id, from_version, to_version) where from_version <> to_version`,
  `create index changes_of_article on changes (article_id, to_version)`,
];
