import { sql } from 'kysely';
import type { Article } from '../src/model/article.ts';
import { modeBy, type ReadBy, type Renderer, rendererOf } from '../src/model/read-by.ts';
import type { Db } from './open-database.ts';
import { toStorableJson } from './storable-text.ts';

/** The record that a version's bytes gave to this extractor and these rules, the version's own or a derivation; `null`: none. */
export async function loadRecordBy(db: Db, articleId: string, number: number, by: ReadBy): Promise<Article | null> {
  const found = await db
    .selectFrom('versions')
    .select('record')
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .where('extractor', '=', by.extractor)
    .where('rules', '=', by.rules)
    .unionAll(
      db
        .selectFrom('derivations')
        .select('record')
        .where('article_id', '=', articleId)
        .where('number', '=', number)
        .where('extractor', '=', by.extractor)
        .where('rules', '=', by.rules),
    )
    .limit(1)
    .executeTakeFirst();
  return found?.record ?? null;
}

/** Keeps what a version's bytes gave to another extractor, or to other rules; once, however often it is read so. */
export async function saveDerivation(
  db: Db,
  derivation: { articleId: string; number: number; by: ReadBy; record: Article; captureId?: string | null },
  now: Date,
): Promise<void> {
  const { articleId, number, by, record, captureId = null } = derivation;
  await db
    .insertInto('derivations')
    .values({
      article_id: articleId,
      number,
      extractor: by.extractor,
      rules: by.rules,
      digest: record.digest,
      record: toStorableJson(record),
      derived_at: now,
      capture_id: captureId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * The capture by which a version was read as this loads pages, where that is not its own: what such a reading is read
 * anew from. `null` where there is none.
 */
export async function findCounterpart(
  db: Db,
  articleId: string,
  number: number,
  renderer: Renderer,
): Promise<string | null> {
  const row = await db
    .selectFrom('derivations as d')
    .innerJoin('captures as c', 'c.id', 'd.capture_id')
    .select('c.id')
    .where('d.article_id', '=', articleId)
    .where('d.number', '=', number)
    .where('c.render', '=', modeBy(renderer))
    .where((eb) => (renderer === null ? eb.lit(true) : eb(eb.fn.coalesce('c.renderer', eb.lit(1)), '=', renderer)))
    .orderBy('d.derived_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** What loaded the pages that any version of an article was read from. */
export async function listRenderers(db: Db, articleId: string): Promise<Renderer[]> {
  const { rows } = await sql<{ rules: string }>`
    select rules from versions where article_id = ${articleId}
    union select rules from derivations where article_id = ${articleId}`.execute(db);
  return [...new Set(rows.map(({ rules }) => rendererOf(rules)))];
}

/** What has read both of two versions: the newest of these, or `null` where nothing has. */
export async function findCommonReader(db: Db, articleId: string, numbers: [number, number]): Promise<ReadBy | null> {
  const { rows } = await sql<ReadBy>`
    select extractor, rules from (
      select number, extractor, rules, seen_at as at from versions where article_id = ${articleId}
      union all
      select number, extractor, rules, derived_at from derivations where article_id = ${articleId}
    ) as readings
    where number in (${numbers[0]}, ${numbers[1]})
    group by extractor, rules
    having count(distinct number) = ${new Set(numbers).size}
    order by extractor desc, max(at) desc
    limit 1`.execute(db);
  return rows[0] ?? null;
}
