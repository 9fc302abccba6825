import { type Kysely, sql } from 'kysely';

/**
 * Records that a version's bytes gave to a later extractor or to other rules: beside the version, which is never
 * altered. What made its record is known of each version from now on (of
 * those from before, only the extractor), and of each edit.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table versions add column rules text not null default ''`,
  `alter table changes add column extractor integer`,
  `alter table changes add column rules text`,
  `create table derivations (
    article_id text not null,
    number integer not null,
    extractor integer not null,
    rules text not null,
    digest text not null,
    record json not null,
    derived_at timestamptz not null,
    primary key (article_id, number, extractor, rules),
    foreign key (article_id, number) references versions (article_id, number)
  )`,
  `create trigger derivations_stand before update or delete on derivations
    for each row execute function refuse_alteration()`,
  `create trigger derivations_stay before truncate on derivations
    for each statement execute function refuse_alteration()`,
];
