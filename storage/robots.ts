import type { Db } from './open-database.ts';

/** A robots.txt as last asked for. */
export type StoredRobots = {
  status: 'allow-all' | 'rules' | 'disallow-all';
  text: string;
  httpStatus: number | null;
  reason: string | null;
  fetchedAt: Date;
  /** Until then it is not asked for again. */
  freshUntil: Date;
};

/** The last robots.txt of an origin that could be had, and until when it stands in for one that cannot. */
export type GoodRobots = { status: 'allow-all' | 'rules'; text: string; until: Date };

const COLUMNS = [
  ...(['status', 'text', 'reason', 'http_status', 'fetched_at', 'fresh_until'] as const),
  ...(['good_status', 'good_text', 'good_until'] as const),
];

/**
 * The stored robots.txt of an origin, and the last good one; `null` when it was never fetched. It speaks for this scheme,
 * host and port alone (RFC 9309 § 2.3).
 */
export async function loadRobots(
  db: Db,
  origin: string,
): Promise<{ robots: StoredRobots; good: GoodRobots | null } | null> {
  const row = await db.selectFrom('robots').select(COLUMNS).where('origin', '=', origin).executeTakeFirst();
  if (row === undefined) return null;
  const { status, text, reason, good_status: goodStatus, good_until: until } = row;
  const { http_status: httpStatus, fetched_at: fetchedAt, fresh_until: freshUntil } = row;
  return {
    robots: { status, text, httpStatus, reason, fetchedAt, freshUntil },
    good: goodStatus === null || until === null ? null : { status: goodStatus, text: row.good_text ?? '', until },
  };
}

/** Keeps an origin's robots.txt; where it could not be had, `good` is `null`, and the last good one stays. */
export async function saveRobots(db: Db, origin: string, robots: StoredRobots, good: GoodRobots | null): Promise<void> {
  const { status, text, httpStatus, reason, fetchedAt, freshUntil } = robots;
  const values = {
    ...{ status, text, reason, http_status: httpStatus, fetched_at: fetchedAt, fresh_until: freshUntil },
    ...(good === null ? {} : { good_status: good.status, good_text: good.text, good_until: good.until }),
  };
  await db
    .insertInto('robots')
    .values({ origin, ...values })
    .onConflict((conflict) => conflict.column('origin').doUpdateSet(values))
    .execute();
}
