import { type RawBuilder, sql } from 'kysely';
import type { ChangeCriteria } from '../src/model/meets-criteria.ts';
import { parseSearch, type Search } from '../src/model/parse-search.ts';
import { type StoredChange, selectChanges } from './changes.ts';
import { isBehind, isUpTo } from './is-behind.ts';
import { hasWords } from './match-words.ts';
import type { Db } from './open-database.ts';
import { type SearchBounds, walkFor } from './walk-for.ts';
import { fewOf, listArticlesWith } from './weigh-words.ts';

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

/** What was found, and how far changes were gone through for it; `null`: to the last. */
export type FoundChanges = { changes: StoredChange[]; lookedTo: ChangePosition | null };

type Condition = RawBuilder<boolean>;

/** Changes that fit a filter, in its order, however long that takes. */
export async function listChanges(db: Db, filter: ChangeFilter): Promise<StoredChange[]> {
  const search = filter.search === undefined ? null : parseSearch(filter.search);
  const having = search === null ? null : await listArticlesWith(db, search);
  return await listFitting(db, filter, hasThem(search, having));
}

/**
 * The same within the time that a page may take: where the words that are looked for stand in many versions, changes are
 * gone through in the order of the list until there are `limit` of them or the time is over; then `lookedTo` says where
 * to go on from, also where nothing was found so far.
 */
export async function findChangesWithin(db: Db, filter: ChangeFilter, bounds: SearchBounds): Promise<FoundChanges> {
  const startedAt = performance.now();
  const search = filter.search === undefined ? null : parseSearch(filter.search);
  const having =
    search === null || bounds.few === 0 ? null : await listArticlesWith(db, search, bounds.few ?? fewOf(search));
  const words = hasThem(search, having);
  if (search === null || having !== null) {
    return { changes: await listFitting(db, filter, words), lookedTo: null };
  }
  const { found, lookedTo } = await walkFor<StoredChange, ChangePosition>(
    filter.limit,
    bounds,
    async (stretch, from) => {
      const behind = from ?? filter.behind;
      const upTo = await findEnd(db, { ...filter, behind }, stretch);
      const conditions = upTo === null ? words : [...words, isInOrder(filter, upTo, isUpTo)];
      return { rows: await listFitting(db, { ...filter, behind }, conditions), upTo };
    },
    startedAt,
  );
  return { changes: found, lookedTo };
}

/** The place of the last of the next so many changes, whether they have the words or not; `null`: there are fewer. */
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
  if (behind !== undefined) conditions.push(isInOrder(filter, behind, isBehind));
  return conditions;
}

/** What it meets by its article, its verdict, its drift, and whom it is assigned to. */
function ofWhatIsBeside({ language, assignee, status, withNoise, driftId }: ChangeFilter): Condition[] {
  const conditions: Condition[] = [];
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

/** That either version of a change has the words; `having`: the articles that may, where these are few. */
function hasThem(search: Search | null, having: string[] | null): Condition[] {
  if (search === null) return [];
  const conditions: Condition[] = having === null ? [] : [sql`c.article_id = any(${having})`];
  conditions.push(sql`exists (select from version_words w where w.article_id = c.article_id
    and w.number in (c.from_version, c.to_version) and ${hasWords('w', search)})`);
  return conditions;
}

/** Whether a change stands behind a place in the list, or up to it. */
function isInOrder({ order }: ChangeFilter, place: ChangePosition, isThere: typeof isBehind): Condition {
  const isThereByTime = isThere(sql.ref('c.detected_at'), 'c.id', place);
  if (order !== 'importance') return isThereByTime;
  const { importance } = place;
  // The first condition is one that an index is entered by.
  return isThere === isBehind
    ? sql`(c.importance <= ${importance} and (c.importance < ${importance} or ${isThereByTime}))`
    : sql`(c.importance >= ${importance} and (c.importance > ${importance} or ${isThereByTime}))`;
}
