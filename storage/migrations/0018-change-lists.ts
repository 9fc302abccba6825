import { type Kysely, sql } from 'kysely';

/** An article's language, to list its changes by; and an index for the most important changes first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table articles add column language text`,
  `update articles a set language = substring(lower(v.record ->> 'language') from '^[a-z]{2,3}(?![a-z])')
    from versions v where v.article_id = a.id and v.number = a.versions`,
  `create index changes_most_important on changes (importance desc, detected_at desc, id)`,
];
