import { type Kysely, sql } from 'kysely';

/**
 * The words of versions in a table of their own, in the place of a column that PostgreSQL made of the text: that knew
 * nothing of scripts without spaces, nor of accents, and refused a version with too many words. Versions that are stored
 * already are gone through by the daemon, from where `word_catch_ups` says. And searches that people keep under a name.
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
  `insert into word_catch_ups (article_id, number) select '', 0 where exists (select from versions)`,
];
