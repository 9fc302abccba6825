import { sql } from 'kysely';
import type { Db } from '../../../storage/open-database.ts';

/** How much a database is filled with. */
export type Holdings = {
  sources: number;
  articles: number;
  /** Articles that become due in the hour after `now`, or are due. */
  dueInAnHour: number;
  /** Captures of each article, a day apart. */
  captures: number;
};

/**
 * Fills an empty database with what a large watch holds: sources of one host each, articles with two versions and a
 * change in ten, captures over the last months. Versions share one record, and no bytes are stored: what is measured
 * are rows and indexes.
 */
export async function fillDatabase(db: Db, holdings: Holdings, now: Date): Promise<void> {
  const { sources, articles, dueInAnHour, captures } = holdings;
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx); // no foreign key is looked up a million times
    await sql`insert into sources (id, name, homepage, enabled)
      select 's' || n, 'Source ' || n, 'https://s' || n || '.example/', true from generate_series(1, ${sources}::int) n`.execute(
      tx,
    );
    await sql`insert into endpoints (id, source_id, kind, url, enabled, next_visit_at, last_visit_at)
      select 'e' || n, 's' || n, 'feed', 'https://s' || n || '.example/feed', true,
        ${now}::timestamptz + n % 600 * interval '1 second', ${now}::timestamptz - interval '10 minutes'
      from generate_series(1, ${sources}::int) n`.execute(tx);
    await sql`insert into articles (id, source_id, identity, url, host, status, first_seen_at, next_visit_at,
        last_visit_at, last_outcome, last_change_at, headline, published_at, versions, visits)
      select md5(n::text), 's' || s, n, 'https://s' || s || '.example/' || n, 's' || s || '.example',
        case when n % 2 = 0 then 'retired' else 'live' end, ${now}::timestamptz - n * interval '10 seconds',
        case when n <= ${dueInAnHour} then ${now}::timestamptz + (n % 3600 - 60) * interval '1 second'
          when n % 2 = 0 then null else ${now}::timestamptz + interval '2 hours' + n * interval '1 second' end,
        ${now}::timestamptz - n % 86400 * interval '1 second', case when n % 9 = 0 then 'gone' else 'unchanged' end,
        case when n % 10 = 0 then ${now}::timestamptz - n * interval '9 seconds' end, 'Headline ' || n, null,
        case when n % 10 = 0 then 2 else 1 end, ${captures}::int
      from generate_series(1, ${articles}::int) n cross join lateral (select 1 + n % ${sources}::int as s) as of`.execute(
      tx,
    );
    await sql`insert into article_urls (url, article_id, first_seen_at) select url, id, first_seen_at from articles`.execute(
      tx,
    );
    await fillHistory(tx, captures, now);
  });
  await sql`analyze`.execute(db);
}

/** The captures of each article, the newest an hour old at least; versions and changes of the first two of them. */
async function fillHistory(tx: Db, captures: number, now: Date): Promise<void> {
  await sql`insert into captures (id, article_id, fetched_at, url, redirects, status, headers, outcome, reason, took_ms)
    select md5(a.id || c), a.id, ${now}::timestamptz - (c * interval '1 day') - interval '1 hour', a.url, '[]', 200,
      '{"content-type": "text/html"}', case when c = ${captures}::int then 'new' else 'unchanged' end, '', 120
    from articles a cross join generate_series(1, ${captures}::int) c`.execute(tx);
  await sql`insert into versions (article_id, number, capture_id, seen_at, digest, extractor, rules, record, text)
    select a.id, v, md5(a.id || (${captures}::int + 1 - v)),
      ${now}::timestamptz - ((${captures}::int + 1 - v) * interval '1 day') - interval '1 hour',
      'd' || v, 1, '', '{"headline": "A headline", "body": []}', 'A headline'
    from articles a cross join generate_series(1, a.versions) v`.execute(tx);
  await sql`insert into changes (id, article_id, source_id, from_version, to_version, detected_at, kinds, importance, reasons,
      silent, noise, fields, blocks)
    select md5('change' || v.article_id), v.article_id, (select source_id from articles where id = v.article_id), 1, 2,
      v.seen_at - random() * interval '20 days', '{headline}', 0.5, '[]', false, false, '[]', '[]'
    from versions v where v.number = 2`.execute(tx);
}
