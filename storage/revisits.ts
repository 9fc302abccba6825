import { sql } from 'kysely';
import type { EditRates, LivelinessShares, VisitsAtThreshold } from '../src/model/revisit.ts';
import type { Db } from './open-database.ts';

/** The plan of all next visits as it is stored: the visits up to `learnedUntil` have been learned from. */
export type StoredPlan = {
  shares: LivelinessShares;
  thresholds: VisitsAtThreshold[];
  learnedUntil: Date;
  plannedAt: Date;
};

/** A look at an article that can be learned from: what it was seen at before and now. */
export type StoredLook = {
  sourceId: string;
  publishedAt: string | null;
  firstSeenAt: Date;
  beforeAt: Date;
  fetchedAt: Date;
  isChanged: boolean;
};

/** The newest plan; `null` before the first. */
export async function loadPlan(db: Db): Promise<StoredPlan | null> {
  const row = await db.selectFrom('revisit_plans').selectAll().executeTakeFirst();
  if (row === undefined) return null;
  const { shares, thresholds, learned_until: learnedUntil, planned_at: plannedAt } = row;
  return { shares, thresholds, learnedUntil, plannedAt };
}

/** Keeps a plan in the place of the one before. */
export async function savePlan(db: Db, plan: StoredPlan): Promise<void> {
  const values = {
    shares: [...plan.shares],
    thresholds: JSON.stringify(plan.thresholds),
    learned_until: plan.learnedUntil,
    planned_at: plan.plannedAt,
  };
  await db
    .insertInto('revisit_plans')
    .values({ id: 1, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

/** How far visits have been learned from, in the place of what was kept before. */
export async function saveLearnedUntil(db: Db, learnedUntil: Date): Promise<void> {
  await db.updateTable('revisit_plans').set({ learned_until: learnedUntil }).execute();
}

/** The edit rates that were learned of these sources, or of all of them; by id. */
export async function loadRates(db: Db, sourceIds: string[] | null): Promise<Map<string, EditRates & { at: Date }>> {
  const rows = await db
    .selectFrom('source_rates')
    .selectAll()
    .$if(sourceIds !== null, (query) => query.where(sql<boolean>`source_id = any(${sourceIds})`))
    .execute();
  return new Map(rows.map((row) => [row.source_id, { edits: row.edits, exposure: row.exposure, at: row.learned_at }]));
}

/** Keeps the edit rates of sources, in one statement: there may be thousands. */
export async function saveRates(db: Db, rates: Map<string, EditRates>, now: Date): Promise<void> {
  if (rates.size === 0) return;
  const rows = [...rates].map(([sourceId, { edits, exposure }]) => {
    return { source_id: sourceId, edits: [...edits], exposure: [...exposure], learned_at: now };
  });
  await db
    .insertInto('source_rates')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('source_id').doUpdateSet((eb) => ({
        edits: eb.ref('excluded.edits'),
        exposure: eb.ref('excluded.exposure'),
        learned_at: eb.ref('excluded.learned_at'),
      })),
    )
    .execute();
}

/**
 * The looks at articles that were stored after `since` and not after `until`, oldest first: visits that got an answer
 * about the article, with the one before. What a drift brought, and noise, are no edits.
 */
export async function listLooks(db: Db, since: Date, until: Date, limit: number): Promise<StoredLook[]> {
  const { rows } = await sql<StoredLook>`
    select a.source_id as "sourceId", a.published_at as "publishedAt", a.first_seen_at as "firstSeenAt",
      before.fetched_at as "beforeAt", c.fetched_at as "fetchedAt",
      c.outcome = 'changed' and exists (
        select from versions v
        join changes ch on ch.article_id = v.article_id and ch.to_version = v.number and ch.from_version <> v.number
        left join drifts d on d.id = ch.drift_id
        where v.article_id = c.article_id and v.capture_id = c.id
          and not ch.noise and coalesce(d.status, 'accepted') = 'accepted'
      ) as "isChanged"
    from captures c
    join articles a on a.id = c.article_id
    cross join lateral (
      select p.fetched_at from captures p
      where p.article_id = c.article_id and p.fetched_at < c.fetched_at and p.outcome = any(${ANSWERED})
      order by p.fetched_at desc limit 1
    ) before
    where c.fetched_at > ${since} and c.fetched_at <= ${until} and c.outcome = any(${ANSWERED})
    order by c.fetched_at limit ${limit}`.execute(db);
  return rows;
}

/** Outcomes that say whether an article had changed. */
const ANSWERED = ['new', 'changed', 'noise', 'unchanged', 'not-modified'];

/**
 * How many articles were edited how often, of those that were first seen between two times: at the index n those that
 * were edited n times, up to forty.
 */
export async function countEdits(db: Db, from: Date, to: Date): Promise<number[]> {
  const { rows } = await sql<{ edits: number; articles: string }>`
    select least(40, greatest(0, versions - 1)) as edits, count(*) as articles
    from articles where first_seen_at >= ${from} and first_seen_at < ${to} and versions > 0
    group by 1`.execute(db);
  const counts: number[] = new Array<number>(41).fill(0);
  for (const { edits, articles } of rows) counts[edits] = Number(articles);
  return counts;
}

/** Whether what a source's feeds and sitemaps tell of edits is true: how often they told, and how often it was. */
export async function loadSignals(db: Db, sourceId: string): Promise<{ told: number; confirmed: number }> {
  const row = await db.selectFrom('source_signals').selectAll().where('source_id', '=', sourceId).executeTakeFirst();
  return { told: row?.told ?? 0, confirmed: row?.confirmed ?? 0 };
}

/** Counts a visit that a feed or sitemap brought about; what was counted long ago fades, by a thousandth each time. */
export async function countSignal(db: Db, sourceId: string, isConfirmed: boolean): Promise<void> {
  const confirmed = isConfirmed ? 1 : 0;
  await db
    .insertInto('source_signals')
    .values({ source_id: sourceId, told: 1, confirmed })
    .onConflict((conflict) =>
      conflict.column('source_id').doUpdateSet({
        told: sql<number>`source_signals.told * 0.999 + 1`,
        confirmed: sql<number>`source_signals.confirmed * 0.999 + ${confirmed}`,
      }),
    )
    .execute();
}

/**
 * Keeps what a feed or sitemap tells of edits that no visit has seen yet: `updatedAt` is later than the last visit. With
 * `isTrusted` these articles are due at once, retired ones too, but for those that are visited as another. Gives how many were told of.
 */
export async function tellOfEdits(
  db: Db,
  sourceId: string,
  told: { identity: string; updatedAt: Date }[],
  { isTrusted, now }: { isTrusted: boolean; now: Date },
): Promise<number> {
  if (told.length === 0) return 0;
  const listed = JSON.stringify(told.map(({ identity, updatedAt }) => ({ identity, at: updatedAt.toISOString() })));
  const { numAffectedRows } = await sql`
    update articles a set told_at = t.at,
      next_visit_why = case when ${isTrusted} and coalesce(a.next_visit_at > ${now}, true) then 'told' else a.next_visit_why end,
      next_visit_at = case when ${isTrusted} then least(a.next_visit_at, ${now}) else a.next_visit_at end
    from json_to_recordset(${listed}::json) as t (identity text, at timestamptz)
    where a.source_id = ${sourceId} and a.identity = t.identity and a.merged_into is null
      and t.at > a.last_visit_at and t.at <= ${now} and (a.told_at is null or t.at > a.told_at)`.execute(db);
  return Number(numAffectedRows ?? 0);
}
