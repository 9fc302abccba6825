import { setImmediate as giveWay } from 'node:timers/promises';
import type { EditRates, RevisitPlan, VisitsAtThreshold } from '../src/model/revisit.ts';
import { countVisits } from '../src/revisit/count-visits.ts';
import { forget, type Look, learnRates, PRIOR_RATES, poolRates } from '../src/revisit/edit-rates.ts';
import { learnShares } from '../src/revisit/liveliness.ts';
import type { Db } from '../storage/open-database.ts';
import {
  countEdits,
  listLooks,
  loadPlan,
  loadRates,
  type StoredLook,
  type StoredPlan,
  saveLearnedUntil,
  savePlan,
  saveRates,
} from '../storage/revisits.ts';
import { bornAtOf } from './born-at-of.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A visit may be stored a while after it began: what is younger than this waits for the next time. */
const SETTLED_MS = 10 * MINUTE;
/** How many looks are learned from at a time, and how often all is planned anew. */
const BATCH = 5_000;
const PLAN_EVERY_MS = 60 * MINUTE;
/** Half of what was learned is forgotten in so long: papers change. */
const HALF_LIFE_MS = 90 * DAY;
/** Articles of this age have had most of their edits, and are young enough to tell of the present. */
const GROWN = { fromMs: 3 * DAY, toMs: 90 * DAY };
/** Thresholds between which the budgets of sources are found, in expected unseen edits. */
const THRESHOLDS = [0.002, 0.005, 0.012, 0.03, 0.07, 0.15, 0.35, 0.8];
const PLANNED_FOR = { retireAfterMs: 30 * DAY, floorMs: 5 * MINUTE, ceilingMs: 7 * DAY };

/**
 * Learns from the visits that were stored since the last time, a batch of them, and plans all next visits anew when
 * that was an hour ago. Gives how many visits were learned from. Safe to be cut off: what was learned and how far
 * commit together.
 */
export async function learnFromVisits(db: Db, now: Date): Promise<number> {
  const known = await loadPlan(db);
  const plan = known ?? (await makePlan(db, new Date(0), now));
  if (known === null) await savePlan(db, plan);
  const looks = await listLooks(db, plan.learnedUntil, new Date(now.getTime() - SETTLED_MS), BATCH);
  const last = looks.at(-1);
  if (last !== undefined) {
    await db.transaction().execute(async (tx) => {
      await saveRates(tx, await learnFrom(tx, looks, now), now);
      await saveLearnedUntil(tx, last.fetchedAt);
    });
  }
  if (now.getTime() - plan.plannedAt.getTime() >= PLAN_EVERY_MS && looks.length < BATCH) {
    await savePlan(db, await makePlan(db, last?.fetchedAt ?? plan.learnedUntil, now));
  }
  return looks.length;
}

async function learnFrom(db: Db, looks: StoredLook[], now: Date): Promise<Map<string, EditRates>> {
  const bySource = Map.groupBy(looks, ({ sourceId }) => sourceId);
  const known = await loadRates(db, [...bySource.keys()]);
  return new Map(
    [...bySource].map(([sourceId, seen]) => {
      const before = known.get(sourceId);
      const sinceMs = before === undefined ? 0 : now.getTime() - before.at.getTime();
      const rates = before === undefined ? PRIOR_RATES : forget(before, 0.5 ** (sinceMs / HALF_LIFE_MS));
      return [sourceId, learnRates(rates, seen.map(toLook))];
    }),
  );
}

function toLook({ publishedAt, firstSeenAt, beforeAt, fetchedAt, isChanged }: StoredLook): Look {
  const bornAt = bornAtOf(publishedAt, firstSeenAt).getTime();
  return {
    fromMs: Math.max(0, beforeAt.getTime() - bornAt),
    toMs: Math.max(0, fetchedAt.getTime() - bornAt),
    isChanged,
  };
}

/** The plan by all that is known: how much articles differ, and what each threshold costs in visits. */
async function makePlan(db: Db, learnedUntil: Date, now: Date): Promise<StoredPlan> {
  const [from, to] = [new Date(now.getTime() - GROWN.toMs), new Date(now.getTime() - GROWN.fromMs)];
  const shares = learnShares(await countEdits(db, from, to));
  const rates = poolRates([...(await loadRates(db, null)).values()]);
  const thresholds: VisitsAtThreshold[] = [];
  for (const threshold of THRESHOLDS) {
    const plan: RevisitPlan = { rates, shares, threshold };
    thresholds.push({ threshold, visits: countVisits(plan, PLANNED_FOR) });
    await giveWay(); // a second of counting in one go would keep all else waiting
  }
  return { shares, thresholds, learnedUntil, plannedAt: now };
}
