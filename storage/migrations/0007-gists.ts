import { type Kysely, sql } from 'kysely';

/**
 * What a reader takes from each record of a version, as one digest, by which a later version is known to be the same
 * again. Derived from the record whenever it is first asked for, so that versions from before have theirs too; `folding`
 * says how it was made, and one that was made otherwise is replaced.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table gists (
    article_id text not null,
    number integer not null,
    extractor integer not null,
    rules text not null,
    folding integer not null,
    gist text not null,
    primary key (article_id, number, extractor, rules),
    foreign key (article_id, number) references versions (article_id, number)
  )`.execute(db);
}
