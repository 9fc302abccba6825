import { sql } from 'kysely';
import type { Db } from './open-database.ts';

/** When an article was edited, and when its page was merely touched; oldest first. */
export type EditTimes = { changedAt: Date[]; touchedAt: Date[] };

/** What an article has that was never read before. */
export const NO_EDITS: EditTimes = { changedAt: [], touchedAt: [] };

/**
 * When each edit was seen, and when a page's modified time was seen to have moved with nothing changed. What a drift
 * brought was no edit, nor what turned out to be noise, nor a version that nothing could be compared with: no change
 * rate is learned from them.
 */
export async function listEditTimes(db: Db, articleId: string): Promise<EditTimes> {
  const rows = await db
    .selectFrom('changes as c')
    .leftJoin('versions as v', (join) =>
      join.onRef('v.article_id', '=', 'c.article_id').onRef('v.number', '=', 'c.to_version'),
    )
    .leftJoin('drifts as d', 'd.id', 'c.drift_id')
    .select(['c.touched', sql<Date>`case when c.touched then c.detected_at else v.seen_at end`.as('at')])
    .where('c.article_id', '=', articleId)
    .where((eb) =>
      eb.or([
        eb.and([eb('c.touched', '=', true), eb('c.from_version', '=', eb.ref('c.to_version'))]),
        eb.and([eb('c.noise', '=', false), eb('c.from_version', '<>', eb.ref('c.to_version'))]),
      ]),
    )
    .where(sql<boolean>`coalesce(d.status, 'accepted') = 'accepted'`)
    .orderBy('at')
    .execute();
  const timesOf = (touched: boolean) => rows.filter((row) => row.touched === touched).map((row) => row.at);
  return { changedAt: timesOf(false), touchedAt: timesOf(true) };
}
