import { sql } from 'kysely';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import { columnsOf } from '../../../storage/changes.ts';
import type { Db } from '../../../storage/open-database.ts';
import { versionWordsRow } from '../../../storage/version-words.ts';
import { versionRow } from '../../../storage/versions.ts';
import { makeStory } from './make-stories.ts';

/** How much a database is filled with. */
export type ReviewHoldings = { articles: number; changes: number; sources: number };

/** So many stories are made; articles take turns with them, each with a number of its own in it. */
const STORIES = 1_500;
const SPREAD_DAYS = 60;

/**
 * Fills an empty database: articles with 3⅓ versions on average (half have one, a tenth twelve, one in a thousand three
 * hundred), their words for search, a capture and a half of each version, changes. No bytes are stored. Gives how many
 * versions there are.
 */
export async function fillReview(db: Db, { articles, changes, sources }: ReviewHoldings, now: Date): Promise<number> {
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one); // no foreign key is looked up a million times
    await sql`set maintenance_work_mem = '512MB'`.execute(one);
    await sql`set synchronous_commit = off`.execute(one);
    await sql`drop index version_words_words`.execute(one);
    await addStories(one);
    await addArticles(one, articles, sources, now);
    await addVersions(one, now);
    await addChanges(one, changes, now);
    await sql`drop table stories`.execute(one);
    await sql`create index version_words_words on version_words using gin (words) with (gin_pending_list_limit = 256)`.execute(
      one,
    );
    await sql`reset all`.execute(one);
  });
  await sql`vacuum analyze`.execute(db);
  const { rows } = await sql<{ versions: number }>`select count(*) as versions from versions`.execute(db);
  return rows[0]?.versions ?? 0;
}

async function addStories(db: Db): Promise<void> {
  await sql`create unlogged table stories (story int, parity int, record text, text text, words tsvector, change json,
    primary key (story, parity))`.execute(db);
  for (let story = 0; story < STORIES; story += 1) {
    const { before, after } = makeStory(story + 1);
    for (const [parity, record] of [before, after].entries()) {
      const place = { articleId: '', number: 1, captureId: '', seenAt: new Date(0), rules: '' };
      const row = versionRow({ ...place, record });
      const { words } = versionWordsRow(row, '');
      const change = parity === 0 ? compareVersions(before, after) : compareVersions(after, before);
      const columns = change === null ? null : JSON.stringify(columnsOf(change));
      await sql`insert into stories values (${story}, ${parity}, ${row.record}, ${row.text}, ${words}::tsvector, ${columns}::json)`.execute(
        db,
      );
    }
  }
}

async function addArticles(db: Db, articles: number, sources: number, now: Date): Promise<void> {
  await sql`insert into sources (id, name, homepage, enabled)
    select 's' || n, 'Source ' || n, 'https://s' || n || '.example/', true from generate_series(1, ${sources}::int) n
    on conflict do nothing`.execute(db);
  await sql`insert into endpoints (id, source_id, kind, url, enabled, last_visit_at)
    select 'e' || n, 's' || n, 'feed', 'https://s' || n || '.example/feed', true, ${now} from generate_series(1, ${sources}::int) n
    on conflict do nothing`.execute(db);
  // A few sources have most of the articles, as papers do.
  await sql`insert into articles (id, source_id, identity, url, host, status, first_seen_at, last_visit_at, last_outcome,
      last_change_at, headline, language, versions, visits)
    select ${idOf('n')}, 's' || s, n, 'https://s' || s || '.example/' || n, 's' || s || '.example',
      case when n % 50 = 0 then 'gone' else 'live' end, seen, ${now}::timestamptz, 'unchanged',
      case when v > 1 then seen + least(v, 10) * interval '2 hours' end, 'Headline ' || n, 'en', v, v
    from generate_series(1, ${articles}::int) n
    cross join lateral (select 1 + floor(${sources}::int * power(n::bigint * 7919 % 10007 / 10007.0, 2))::int as s,
      ${now}::timestamptz - (n::float8 / ${articles}::int) * ${SPREAD_DAYS} * interval '1 day' - interval '1 day' as seen,
      least(1 + floor(12 * (1 + n::float8 / ${articles}::int * ${SPREAD_DAYS}))::int, case when n % 1000 = 0 then 300 when n % 10 = 0 then 12 when n % 10 < 5 then 3 when n % 10 = 5 then 2 else 1 end) as v) as of`.execute(
    db,
  );
  await sql`insert into article_urls (url, article_id, first_seen_at) select url, id, first_seen_at from articles`.execute(
    db,
  );
}

/** Ids as stet makes them: sixteen letters and digits, none of them 0, 1, 8 or 9. */
function idOf(number: string) {
  return sql.raw(`translate(substr(md5(${number}::text), 1, 16), '0189', 'ghjk')`);
}

async function addVersions(db: Db, now: Date): Promise<void> {
  const seenAt = sql`least(a.first_seen_at + (v - 1) * interval '2 hours', ${now}::timestamptz)`;
  await sql`insert into captures (id, article_id, fetched_at, url, redirects, status, headers, outcome, reason, took_ms)
    select ${idOf("(a.id || '.' || v)")}, a.id, ${seenAt}, a.url, '[]', 200, '{"content-type": "text/html"}',
      case when v = 1 then 'new' else 'changed' end, '', 120
    from articles a cross join generate_series(1, a.versions) v`.execute(db);
  await sql`insert into captures (id, article_id, fetched_at, url, redirects, status, headers, outcome, reason, took_ms)
    select ${idOf("(a.id || ',' || v)")}, a.id, a.first_seen_at + (v + 20) * interval '1 hour', a.url, '[]', 200,
      '{"content-type": "text/html"}', 'unchanged', '', 120
    from articles a cross join generate_series(1, 2) v`.execute(db);
  await sql`insert into versions (article_id, number, capture_id, seen_at, digest, extractor, rules, record, text)
    select a.id, v, ${idOf("(a.id || '.' || v)")}, ${seenAt}, 'd' || v, 1, '',
      replace(s.record, '{n}', a.identity)::json, replace(s.text, '{n}', a.identity)
    from articles a cross join generate_series(1, a.versions) v
      join stories s on s.story = a.identity::int % ${STORIES} and s.parity = (v + 1) % 2`.execute(db);
  await sql`insert into version_words (article_id, number, source_id, seen_at, words, is_long)
    select a.id, v, a.source_id, ${seenAt}, s.words || ('''n' || a.identity || ''':1')::tsvector, false
    from articles a cross join generate_series(1, a.versions) v
      join stories s on s.story = a.identity::int % ${STORIES} and s.parity = (v + 1) % 2`.execute(db);
}

async function addChanges(db: Db, changes: number, now: Date): Promise<void> {
  await sql`insert into changes (id, article_id, source_id, from_version, to_version, detected_at, extractor, rules,
      kinds, importance, reasons, silent, noise, touched, terms, passed_over, fields, blocks, traits)
    select ${idOf("('c' || w.article_id || '.' || w.number)")}, w.article_id, w.source_id, w.number - 1, w.number, w.seen_at, 1, '',
      array(select json_array_elements_text(s.change -> 'kinds')),
      greatest(0, (s.change ->> 'importance')::real - w.number % 10 / 20.0), (s.change ->> 'reasons')::json,
      w.number % 3 = 0, w.number % 11 = 0, false, (s.change ->> 'terms')::json, (s.change ->> 'passed_over')::json,
      (s.change ->> 'fields')::json, (s.change ->> 'blocks')::json, '[]'
    from version_words w join articles a on a.id = w.article_id
      join stories s on s.story = a.identity::int % ${STORIES} and s.parity = w.number % 2
    where w.number > 1 and w.seen_at < ${now} order by md5(w.article_id), w.number limit ${changes}`.execute(db);
  await sql`insert into annotations (change_id, verdict, note, created_at)
    select id, case when importance > 0.4 then 'flagged' else 'reviewed' end, null, detected_at
    from changes where abs(hashtext(id)) % 10 = 0`.execute(db);
}
