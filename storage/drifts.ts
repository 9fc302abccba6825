import { type Selectable, sql } from 'kysely';
import type { DriftStatus, TraitCount, Traits } from '../src/model/drift.ts';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import type { DriftsTable } from './tables.ts';

export type StoredDrift = Selectable<DriftsTable>;

/** A change as far as drift is concerned. */
export type TraitedChange = { id: string; traits: Traits };

/** Holds a source, so that of two visits that find the same drift at once one waits for the other's. */
export async function lockSource(tx: Db, sourceId: string): Promise<void> {
  await tx.selectFrom('sources').select('id').where('id', '=', sourceId).forUpdate().execute();
}

/** In how many articles of a source each trait came up since `since`, and how many were visited since it first did. */
export async function countTraits(db: Db, sourceId: string, traits: string[], since: Date): Promise<TraitCount[]> {
  const { rows } = await sql<{ trait: string; articles: string; visited: string }>`
    with seen as (
      select t.trait, c.article_id, c.detected_at
      from changes c
      join articles a on a.id = c.article_id
      cross join lateral (
        select distinct way #>> '{}' as trait
        from jsonb_array_elements(c.traits) ways cross join lateral jsonb_array_elements(ways) way
      ) t
      where a.source_id = ${sourceId} and c.detected_at >= ${since} and not c.noise and t.trait = any(${traits})
    ), counted as (
      select trait, count(distinct article_id) as articles, min(detected_at) as first_at from seen group by trait
    )
    select trait, articles,
      (select count(*) from articles a where a.source_id = ${sourceId} and a.last_visit_at >= first_at) as visited
    from counted`.execute(db);
  return rows.map((row) => ({ trait: row.trait, articles: Number(row.articles), visited: Number(row.visited) }));
}

/** The drifts of a source that still take in changes: the open ones, and those that were decided since `since`. */
export async function listCurrentDrifts(db: Db, sourceId: string, since: Date): Promise<StoredDrift[]> {
  return await db
    .selectFrom('drifts')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where((eb) => eb.or([eb('status', '=', 'open'), eb('decided_at', '>=', since)]))
    .execute();
}

/** Begins a drift, open, and gives its id. */
export async function addDrift(db: Db, sourceId: string, traits: string[], now: Date): Promise<string> {
  const id = makeId('drift', sourceId, now.toISOString(), traits.join());
  await db
    .insertInto('drifts')
    .values({ id, source_id: sourceId, traits, detected_at: now, last_at: now, decided_at: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return id;
}

/** Adds to what the changes of a drift have in common. */
export async function widenDrift(db: Db, id: string, traits: string[], now: Date): Promise<void> {
  await db.updateTable('drifts').set({ traits, last_at: now }).where('id', '=', id).execute();
}

/** The changes of a source since `since` that belong to no drift yet, with their traits. */
export async function listFreeChanges(db: Db, sourceId: string, since: Date): Promise<TraitedChange[]> {
  return await db
    .selectFrom('changes as c')
    .innerJoin('articles as a', 'a.id', 'c.article_id')
    .select(['c.id', 'c.traits'])
    .where('a.source_id', '=', sourceId)
    .where('c.detected_at', '>=', since)
    .where('c.noise', '=', false)
    .where('c.drift_id', 'is', null)
    .execute();
}

/** Puts changes into a drift, and holds back what is not delivered of them. */
export async function quarantine(db: Db, driftId: string, changeIds: string[]): Promise<void> {
  if (changeIds.length === 0) return;
  await db.updateTable('changes').set({ drift_id: driftId }).where('id', 'in', changeIds).execute();
  await db
    .updateTable('deliveries')
    .set({ status: 'held', next_attempt_at: null, waits_for: null })
    .where('change_id', 'in', changeIds)
    .where('status', '=', 'pending')
    .execute();
}

/**
 * A person's decision on a drift: its changes are edits after all (what was held back is delivered), or the template's
 * doing (nothing is). Gives how many changes it concerns; a decision may be taken back.
 */
export async function decideDrift(
  db: Db,
  id: string,
  decision: Exclude<DriftStatus, 'open'>,
  now: Date,
): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    await tx.updateTable('drifts').set({ status: decision, decided_at: now }).where('id', '=', id).execute();
    const changes = await tx.selectFrom('changes').select('id').where('drift_id', '=', id).execute();
    const ids = changes.map((change) => change.id);
    if (decision === 'accepted' && ids.length > 0) {
      await tx
        .updateTable('deliveries')
        .set({ status: 'pending', next_attempt_at: now })
        .where('change_id', 'in', ids)
        .where('status', '=', 'held')
        .execute();
    }
    return ids.length;
  });
}

/** A drift with how many changes and articles it holds, and a few of these changes to look at. */
export type DriftSummary = StoredDrift & { changes: number; articles: number; examples: string[] };

/** Drifts, newest first: of one source or all, open ones only or all. */
export async function listDrifts(
  db: Db,
  filter: { sourceId?: string | undefined; isOpenOnly?: boolean },
): Promise<DriftSummary[]> {
  const rows = await db
    .selectFrom('drifts as d')
    .leftJoin('changes as c', 'c.drift_id', 'd.id')
    .selectAll('d')
    .select((eb) => [
      eb.fn.count<string>('c.id').as('changes'),
      eb.fn.count<string>('c.article_id').distinct().as('articles'),
      sql<string[]>`(array_remove(array_agg(c.id order by c.detected_at desc), null))[1:5]`.as('examples'),
    ])
    .$if(filter.sourceId !== undefined, (query) => query.where('d.source_id', '=', filter.sourceId ?? ''))
    .$if(filter.isOpenOnly === true, (query) => query.where('d.status', '=', 'open'))
    .groupBy('d.id')
    .orderBy('d.detected_at', 'desc')
    .orderBy('d.id')
    .execute();
  return rows.map((row) => ({ ...row, changes: Number(row.changes), articles: Number(row.articles) }));
}

/** Drifts whose id begins with `prefix`; at most three, to tell an ambiguity. */
export async function findDrifts(db: Db, prefix: string): Promise<StoredDrift[]> {
  return await db.selectFrom('drifts').selectAll().where(sql<boolean>`starts_with(id, ${prefix})`).limit(3).execute();
}
