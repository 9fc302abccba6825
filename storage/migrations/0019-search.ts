import { type Kysely, sql } from 'kysely';

/**
 * The words of versions in a table of their own, in the place of a column that PostgreSQL made of the text: that knew
 * nothing of scripts without spaces, nor of accents, and refused a version with too many words. Versions that are stored
 * already are gone through by the daemon, from where `word_catch_ups` says. Searches that people
 * keep under a name. And the source of each change, by which lists of changes are narrowed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table versions drop column search`,
  `create table version_words (
    article_id text not null,
    number integer not null,
    source_id text not null,
    seen_at timestamptz not null,
    words tsvector not null,
    is_long boolean not null,
    primary key (article_id, number),
    foreign key (article_id, number) references versions (article_id, number)
  )`,
  // Words wait in a list before they go into the index, and each search reads it whole: it is kept short.
  `create index version_words_words on version_words using gin (words) with (gin_pending_list_limit = 256)`,
  `create index version_words_newest on version_words (seen_at desc, article_id)`,
  `create index version_words_source on version_words (source_id, seen_at desc, article_id)`,
  `create table word_catch_ups (
    id integer primary key default 1 check (id = 1),
    article_id text not null,
    number integer not null
  )`,
  `create table saved_searches (
    id text primary key,
    name text not null,
    list text not null,
    query text not null,
    created_at timestamptz not null
  )`,
  `alter table changes add column source_id text`,
  `update changes c set source_id = a.source_id from articles a where a.id = c.article_id`,
  `alter table changes alter column source_id set not null`,
  `create index changes_of_source on changes (source_id, detected_at desc, id)`,
  `create index changes_of_source_by_importance on changes (source_id, importance desc, detected_at desc, id)`,
  `insert into word_catch_ups (article_id, number) select '', 0 where exists (select from versions)`,
];
