import { sql } from 'kysely';
import type { ChangeCriteria } from '../src/model/meets-criteria.ts';
import type { Search } from '../src/model/parse-search.ts';
import { type StoredChange, selectChanges } from './changes.ts';
import { isBehind, isUpTo } from './is-behind.ts';
import { type Condition, listWhole, listWithin, type WordedList } from './list-by-words.ts';
import { hasWords, isAllWords } from './match-words.ts';
import type { Db } from './open-database.ts';
import { PLANNED_ANEW } from './preparing-client.ts';
import type { SearchBounds, Walked } from './walk-for.ts';
import type { VersionsWith } from './weigh-words.ts';

/** What a list of changes is asked for: what a change meets by itself, and what it meets by what is stored beside it. */
export type ChangeFilter = ChangeCriteria & {
  articleId?: string | undefined;
  driftId?: string | undefined;
  /** Assigned to the user of this name; `null`: to nobody. */
  assignee?: string | null | undefined;
  /** Newest first where nothing is said; of equal importance, the newest. */
  order?: 'newest' | 'importance' | undefined;
  /** Only what comes behind this change in the order: where a page of the list went on from. */
  behind?: ChangePosition | undefined;
  limit: number;
  offset?: number | undefined;
};

/** A change's place in a list, whatever is added to it meanwhile. */
export type ChangePosition = { importance: number; at: Date; id: string };

/** Changes that fit a filter, in its order, however long that takes. */
export async function listChanges(db: Db, filter: ChangeFilter): Promise<StoredChange[]> {
  return await listWhole(db, filter, listOf(db, filter));
}

/** The same within the time that a page may take. */
export async function findChangesWithin(
  db: Db,
  filter: ChangeFilter,
  bounds?: SearchBounds,
): Promise<Walked<StoredChange, ChangePosition>> {
  return await listWithin(db, filter, listOf(db, filter), bounds);
}

function listOf(db: Db, filter: ChangeFilter): WordedList<StoredChange, ChangePosition> {
  return {
    list: (asked, conditions) => listFitting(db, { ...filter, ...asked }, conditions),
    findEnd: (asked, many) => findEnd(db, { ...filter, ...asked }, many),
    isUpTo: (place) => isPlaced(filter, place, 'up to'),
    hasWords: hasThem,
  };
}

async function findEnd(db: Db, filter: ChangeFilter, stretch: number): Promise<ChangePosition | null> {
  const first = filter.order === 'importance' ? sql`c.importance desc,` : sql``;
  const { rows } = await sql<ChangePosition>`
    select c.importance, c.detected_at as at, c.id from changes c where ${sql.join(ofItself(filter), sql` and `)}
    order by ${first} c.detected_at desc, c.id offset ${stretch - 1} limit 1`.execute(db);
  return rows[0] ?? null;
}

async function listFitting(db: Db, filter: ChangeFilter, words: Condition[]): Promise<StoredChange[]> {
  const conditions = [...ofItself(filter), ...ofWhatIsBeside(filter), ...words];
  let query = selectChanges(db).where(sql<boolean>`${sql.join(conditions, sql` and `)}`);
  if (filter.order === 'importance') query = query.orderBy('c.importance', 'desc');
  return await query
    .orderBy('c.detected_at', 'desc')
    .orderBy('c.id')
    .limit(filter.limit)
    .offset(filter.offset ?? 0)
    .execute();
}

/** What a change meets by itself, and its place in the list. */
function ofItself(filter: ChangeFilter): Condition[] {
  const { sourceId, articleId, driftId, kind, minImportance, since, until, silent, behind } = filter;
  const conditions: Condition[] = [sql`true`];
  if (sourceId !== undefined) conditions.push(sql`c.source_id = ${sourceId}`);
  if (articleId !== undefined) conditions.push(sql`c.article_id = ${articleId}`);
  if (driftId !== undefined) conditions.push(sql`c.drift_id = ${driftId}`);
  if (kind !== undefined) conditions.push(sql`${kind} = any (c.kinds)`);
  if (minImportance !== undefined) conditions.push(sql`c.importance >= ${minImportance}`);
  if (since !== undefined) conditions.push(sql`c.detected_at >= ${since}`);
  if (until !== undefined) conditions.push(sql`c.detected_at < ${until}`);
  if (silent !== undefined) conditions.push(sql`c.silent = ${silent}`);
  if (filter.withNoise !== true) conditions.push(sql`c.noise = false`);
  if (behind !== undefined) conditions.push(isPlaced(filter, behind, 'behind'));
  return conditions;
}

/** What it meets by its article, its verdict, its drift, and whom it is assigned to. */
function ofWhatIsBeside({ language, articleStatus, assignee, status, withNoise, driftId }: ChangeFilter): Condition[] {
  const conditions: Condition[] = [];
  // Written out, so that it is planned by how many articles stand so.
  if (articleStatus !== undefined) conditions.push(sql`a.status = ${sql.lit(articleStatus)}`);
  if (language !== undefined) conditions.push(sql`a.language = ${language}`);
  if (assignee !== undefined)
    conditions.push(assignee === null ? sql`s.user_name is null` : sql`s.user_name = ${assignee}`);
  // A verdict that was taken back leaves a note without words.
  const hasSaid = sql<boolean>`last.verdict is not null and (last.verdict <> 'note' or coalesce(last.note, '') <> '')`;
  if (status === 'new') conditions.push(sql`not (${hasSaid})`);
  else if (status !== undefined) conditions.push(sql`last.verdict = ${status} and ${hasSaid}`);
  if (withNoise !== true) {
    conditions.push(sql`last.verdict is distinct from 'noise'`);
    // What is in quarantine is looked at as one, on its source.
    if (driftId === undefined) conditions.push(sql`(c.drift_id is null or d.status = 'accepted')`);
  }
  return conditions;
}

/**
 * That either version of a change has the words. Each is looked up by its number: PostgreSQL would otherwise read the words
 * of all versions of the article, which takes long where there are many.
 */
function hasThem(search: Search, having: VersionsWith | null): Condition[] {
  const hasIt = (number: string) => sql<boolean>`(select ${hasWords('w', search)} from version_words w
    where w.article_id = c.article_id and w.number = ${sql.ref(number)})`;
  const hasEither: Condition = sql`(${hasIt('c.to_version')} or ${hasIt('c.from_version')})`;
  if (having === null) return [hasEither];
  return isAllWords(search) ? [isBetween(having)] : [isBetween(having), hasEither];
}

/**
 * That a change leads from or to one of these versions. These come first, whatever the order of the list, and the changes of
 * an article by its index (`offset 0` keeps PostgreSQL from going through all changes instead).
 */
function isBetween({ articles, numbers }: VersionsWith): Condition {
  return sql`c.id = any (array(
    with hits as materialized (
      select * from unnest(${articles}::text[], ${numbers}::int[]) as hit (article_id, number)
    )
    select m.id from (select distinct article_id from hits) a cross join lateral (
      select * from changes m where m.article_id = a.article_id offset 0
    ) m where (m.article_id, m.to_version) in (select article_id, number from hits)
      or (m.article_id, m.from_version) in (select article_id, number from hits) ${sql.raw(PLANNED_ANEW)}))`;
}

/** Whether a change stands behind a place in the list, or up to it. */
function isPlaced({ order }: ChangeFilter, place: ChangePosition, side: 'behind' | 'up to'): Condition {
  const isByTime = (side === 'behind' ? isBehind : isUpTo)(sql.ref('c.detected_at'), 'c.id', place);
  if (order !== 'importance') return isByTime;
  const beyond = sql.raw(side === 'behind' ? '<' : '>');
  const { importance } = place;
  // The first condition is one that an index is entered by.
  return sql`(c.importance ${beyond}= ${importance} and (c.importance ${beyond} ${importance} or ${isByTime}))`;
}
