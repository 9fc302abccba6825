import { type Insertable, sql } from 'kysely';
import type { Article } from '../src/model/article.ts';
import type { Block } from '../src/model/block.ts';
import { isReadBy, type ReadBy } from '../src/model/read-by.ts';
import type { PastVersion } from '../src/model/visit.ts';
import type { Db } from './open-database.ts';
import { toStorableJson, toStorableText } from './storable-text.ts';
import type { VersionsTable } from './tables.ts';

/** A version with its record, and where its bytes are. */
export type VersionRecord = {
  articleId: string;
  number: number;
  record: Article;
  /** Digest of the rules that it was read by; empty where that is not known. */
  rules: string;
  captureId: string;
  seenAt: Date;
};

/** The newest version of an article; `null` when it has none. */
export async function latestVersion(db: Db, articleId: string): Promise<VersionRecord | null> {
  return await loadVersion(db, articleId, null);
}

/** A version by its number, or the newest when that is `null`; `null` when there is none. */
export async function loadVersion(db: Db, articleId: string, number: number | null): Promise<VersionRecord | null> {
  const row = await db
    .selectFrom('versions')
    .select(['number', 'record', 'rules', 'capture_id', 'seen_at'])
    .where('article_id', '=', articleId)
    .$if(number !== null, (query) => query.where('number', '=', number ?? 0))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { record, rules, capture_id: captureId, seen_at: seenAt } = row;
  return { articleId, number: row.number, record, rules, captureId, seenAt };
}

/** Versions by their numbers; what there is not is left out. */
export async function loadVersions(db: Db, articleId: string, numbers: number[]): Promise<VersionRecord[]> {
  const rows = await db
    .selectFrom('versions')
    .select(['number', 'record', 'rules', 'capture_id', 'seen_at'])
    .where('article_id', '=', articleId)
    .where(sql<boolean>`number = any (${numbers}::int[])`)
    .execute();
  return rows.map((row) => ({
    ...{ articleId, number: row.number, record: row.record, rules: row.rules },
    ...{ captureId: row.capture_id, seenAt: row.seen_at },
  }));
}

/** The versions of an article without their records, oldest first. */
export async function listVersions(
  db: Db,
  articleId: string,
): Promise<{ number: number; seenAt: Date; digest: string; captureId: string; headline: string | null }[]> {
  const rows = await db
    .selectFrom('versions')
    .select([
      'number',
      'seen_at',
      'digest',
      'capture_id',
      (eb) => eb.ref('record', '->>').key('headline').as('headline'),
    ])
    .where('article_id', '=', articleId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    seenAt: row.seen_at,
    digest: row.digest,
    captureId: row.capture_id,
    headline: row.headline as string | null,
  }));
}

/**
 * All versions of an article as a later one is judged by them, oldest first; `by` is what reads now. The headlines are
 * those of the versions that still stood at `headlinesSince`; without it none, for each costs the reading of a record.
 */
export async function listPastVersions(
  db: Db,
  articleId: string,
  by: ReadBy,
  headlinesSince: Date | null,
): Promise<Omit<PastVersion, 'gist'>[]> {
  const rows = await db
    .selectFrom('versions as v')
    .leftJoin('changes as c', (join) =>
      join
        .onRef('c.article_id', '=', 'v.article_id')
        .onRef('c.to_version', '=', 'v.number')
        .onRef('c.from_version', '<>', 'v.number'),
    )
    .leftJoin('derivations as d', (join) =>
      join
        .onRef('d.article_id', '=', 'v.article_id')
        .onRef('d.number', '=', 'v.number')
        .on('d.extractor', '=', by.extractor)
        .on('d.rules', '=', by.rules),
    )
    .select(['v.number', 'v.digest', 'v.extractor', 'v.rules', 'v.seen_at', 'c.kinds', 'd.digest as derived'])
    .select(
      sql<string | null>`case
        when coalesce(lead(v.seen_at) over (order by v.number), 'infinity') >= ${headlinesSince}::timestamptz
        then coalesce(d.record, v.record) ->> 'headline' end`.as('headline'),
    )
    .where('v.article_id', '=', articleId)
    .orderBy('v.number')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    digest: isReadBy(row, by) ? row.digest : row.derived,
    headline: row.headline,
    seenAt: row.seen_at,
    kinds: row.kinds ?? [],
  }));
}

/** A record as the row of a version. */
export function versionRow(version: VersionRecord): Insertable<VersionsTable> {
  return {
    article_id: version.articleId,
    number: version.number,
    capture_id: version.captureId,
    seen_at: version.seenAt,
    digest: version.record.digest,
    extractor: version.record.extractor,
    rules: version.rules,
    record: toStorableJson(version.record),
    text: searchText(version.record),
  };
}

/** All that a reader sees of an article, for search. */
/** What search looks at of a version: all that it says. */
export function searchText(article: Article): string {
  const parts = [article.kicker, article.headline, article.dek, article.byline?.text, article.leadImage?.caption];
  const text = [...parts, ...article.body.flatMap(blockTexts), ...article.notes.map((note) => note.text)]
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join('\n');
  return toStorableText(text);
}

function blockTexts(block: Block): (string | null)[] {
  switch (block.type) {
    case 'list':
      return block.items.map((item) => item.text);
    case 'table':
      return block.rows.flat();
    case 'image':
      return [block.caption, block.credit];
    case 'related':
      return [block.title];
    case 'live-entry':
      return block.blocks.flatMap(blockTexts);
    case 'quote':
      return [block.text, block.citation];
    case 'paragraph':
    case 'heading':
    case 'aside':
    case 'embed':
      return [block.text];
    default:
      return block satisfies never;
  }
}
