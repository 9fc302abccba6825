import { type Selectable, sql } from 'kysely';
import type { Change } from '../src/model/change.ts';
import type { DriftStatus, Traits } from '../src/model/drift.ts';
import type { ReadBy } from '../src/model/read-by.ts';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import { toStorableJson } from './storable-text.ts';
import type { ChangesTable } from './tables.ts';

/** A change with what is shown beside it. */
export type StoredChange = Selectable<ChangesTable> & {
  url: string;
  headline: string | null;
  language: string | null;
  /** As the page says. */
  published_at: string | null;
  first_seen_at: Date;
  verdict: string | null;
  note: string | null;
  /** Who gave that verdict, and who is to look at it; `null`: nobody who is named. */
  verdict_by: string | null;
  assignee: string | null;
  /** What was decided about the drift that it belongs to; `null` where it belongs to none. */
  drift_status: DriftStatus | null;
};

/** Stores a change between two versions and gives its id. */
export async function saveChange(
  db: Db,
  between: { articleId: string; from: number; to: number; traits: Traits; readBy: ReadBy },
  change: Change,
  now: Date,
): Promise<string> {
  const id = makeId('change', between.articleId, between.from, between.to);
  await insertChange(db, { id, ...between, captureId: null }, change, now);
  return id;
}

/**
 * Stores what a capture showed of a version without making another one, and gives its id; `null` for noise like some
 * that is known of this version already: every capture says its own, and one of each is enough to look at.
 */
export async function saveRemark(
  db: Db,
  about: { articleId: string; version: number; captureId: string; traits: Traits },
  change: Change,
  now: Date,
): Promise<string | null> {
  const { articleId, version, captureId, traits } = about;
  if (change.noise && (await isKnownNoise(db, about, change))) return null;
  const id = makeId('change', captureId, change.kinds.join());
  await insertChange(db, { id, articleId, from: version, to: version, captureId, traits, readBy: null }, change, now);
  return id;
}

async function isKnownNoise(db: Db, about: { articleId: string; version: number }, change: Change): Promise<boolean> {
  const known = await db
    .selectFrom('changes')
    .select('id')
    .where('article_id', '=', about.articleId)
    .where('to_version', '=', about.version)
    .where('noise', '=', true)
    .where(sql<boolean>`kinds = ${change.kinds}::text[]`)
    .executeTakeFirst();
  return known !== undefined;
}

type ChangePlace = {
  id: string;
  articleId: string;
  from: number;
  to: number;
  captureId: string | null;
  traits: Traits;
  readBy: ReadBy | null;
};

async function insertChange(db: Db, place: ChangePlace, change: Change, now: Date): Promise<void> {
  await db
    .insertInto('changes')
    .values({
      id: place.id,
      article_id: place.articleId,
      source_id: sql<string>`(select source_id from articles where id = ${place.articleId})`,
      from_version: place.from,
      to_version: place.to,
      capture_id: place.captureId,
      detected_at: now,
      extractor: place.readBy?.extractor ?? null,
      rules: place.readBy?.rules ?? null,
      ...columnsOf(change),
      traits: JSON.stringify(place.traits),
    })
    .execute();
}

/** What is derived from the two records, and may be derived again. */
export function columnsOf(change: Change) {
  return {
    kinds: change.kinds,
    importance: change.importance,
    reasons: toStorableJson(change.reasons),
    silent: change.silent,
    noise: change.noise,
    touched: change.touched,
    terms: toStorableJson(change.terms),
    passed_over: toStorableJson(change.passedOver),
    fields: toStorableJson(change.fields),
    blocks: toStorableJson(change.blocks),
  };
}

/** By name, and not `*`, so that PostgreSQL can keep the plan of what every page of a list asks. */
const CHANGE_COLUMNS = [
  ...(['c.id', 'c.article_id', 'c.source_id', 'c.from_version', 'c.to_version', 'c.capture_id'] as const),
  ...([
    'c.detected_at',
    'c.kinds',
    'c.importance',
    'c.reasons',
    'c.silent',
    'c.noise',
    'c.touched',
    'c.terms',
  ] as const),
  ...(['c.passed_over', 'c.fields', 'c.blocks', 'c.traits', 'c.drift_id', 'c.extractor', 'c.rules'] as const),
];

/** Changes `c` with their article `a`, their newest verdict `last`, their drift `d` and whom they are assigned to, `s`. */
export function selectChanges(db: Db) {
  return db
    .selectFrom('changes as c')
    .innerJoin('articles as a', 'a.id', 'c.article_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('annotations as n')
          .select(['n.verdict', 'n.note', 'n.by'])
          .whereRef('n.change_id', '=', 'c.id')
          .orderBy('n.id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .leftJoin('drifts as d', 'd.id', 'c.drift_id')
    .leftJoin('assignments as s', 's.change_id', 'c.id')
    .select(CHANGE_COLUMNS)
    .select('d.status as drift_status')
    .select(['a.url', 'a.headline', 'a.language', 'a.published_at', 'a.first_seen_at', 'last.verdict', 'last.note'])
    .select(['last.by as verdict_by', 's.user_name as assignee']);
}

/** Changes whose id begins with `prefix`; at most three, to tell an ambiguity. */
export async function findChanges(db: Db, prefix: string): Promise<StoredChange[]> {
  return await selectChanges(db).where(sql<boolean>`starts_with(c.id, ${prefix})`).limit(2).execute();
}

/** One change by its whole id. */
export async function loadChange(db: Db, id: string): Promise<StoredChange | null> {
  return (await selectChanges(db).where('c.id', '=', id).executeTakeFirst()) ?? null;
}

/** The changes of an article before and after one of it, by their ids; `null`: there is none. */
export async function findNeighbours(
  db: Db,
  { id, article_id: articleId }: { id: string; article_id: string },
): Promise<{ previous: string | null; next: string | null }> {
  const { rows } = await sql<{ previous: string | null; next: string | null }>`
    select previous, next from (
      select id, lag(id) over in_order as previous, lead(id) over in_order as next from changes
      where article_id = ${articleId} window in_order as (order by to_version, from_version, detected_at)
    ) c where id = ${id}`.execute(db);
  return rows[0] ?? { previous: null, next: null };
}

/** A change without what differs. */
export type ChangeSummary = Omit<
  Selectable<ChangesTable>,
  | 'source_id'
  | 'fields'
  | 'blocks'
  | 'traits'
  | 'drift_id'
  | 'extractor'
  | 'rules'
  | 'terms'
  | 'passed_over'
  | 'touched'
>;

/** The changes of an article without what differs, oldest first. */
export async function listChangeSummaries(db: Db, articleId: string): Promise<ChangeSummary[]> {
  return await db
    .selectFrom('changes')
    .select(['id', 'article_id', 'from_version', 'to_version', 'capture_id', 'detected_at'])
    .select(['kinds', 'importance', 'reasons', 'silent', 'noise'])
    .where('article_id', '=', articleId)
    .orderBy('to_version')
    .orderBy('from_version')
    .orderBy('detected_at')
    .execute();
}

/** Whether a change brought this version, rather than saying something about it. */
export function isEditOf(change: ChangeSummary, version: number): boolean {
  return change.to_version === version && change.from_version !== version;
}
