import type { EditRates, RevisitPlan } from '../src/model/revisit.ts';
import type { Source } from '../src/model/source.ts';
import { thresholdFor } from '../src/revisit/count-visits.ts';
import { PRIOR_RATES } from '../src/revisit/edit-rates.ts';
import { PRIOR_SHARES } from '../src/revisit/liveliness.ts';
import type { Db } from '../storage/open-database.ts';
import { loadPlan, loadRates, type StoredPlan } from '../storage/revisits.ts';

/** What next visits are planned by, read from the database now and then: it is learned slowly. */
export type Plans = { planOf(source: Source): Promise<RevisitPlan> };

/** For so many real milliseconds what was read is good. */
const FRESH_MS = 60_000;
/** Where nothing was learned yet, not even what visits cost: about 32 visits an article. */
const FIRST_THRESHOLD = 0.026;

/** Opens the plans: one look at the database a minute, and one for each source that is visited in it. */
export function openPlans(db: Db): Plans {
  let readAt = Number.NEGATIVE_INFINITY;
  let plan: Promise<StoredPlan | null> = Promise.resolve(null);
  let rates = new Map<string, Promise<EditRates>>();

  const forgetStale = (): void => {
    if (performance.now() - readAt < FRESH_MS) return;
    readAt = performance.now();
    plan = loadPlan(db);
    rates = new Map();
    // Whoever waits for it is told; the next visit reads again.
    plan.catch(() => {
      readAt = Number.NEGATIVE_INFINITY;
    });
  };
  const ratesOf = (sourceId: string): Promise<EditRates> => {
    const known = rates.get(sourceId);
    if (known !== undefined) return known;
    const loaded = loadRates(db, [sourceId]).then((found) => found.get(sourceId) ?? PRIOR_RATES);
    rates.set(sourceId, loaded);
    loaded.catch(() => rates.delete(sourceId));
    return loaded;
  };

  return {
    planOf: async (source) => {
      forgetStale();
      const stored = await plan;
      const learned = await ratesOf(source.id);
      const { visits } = source.schedule.revisit;
      const threshold = stored === null ? (FIRST_THRESHOLD * 32) / visits : thresholdFor(stored.thresholds, visits);
      return { rates: learned, shares: stored?.shares ?? PRIOR_SHARES, threshold };
    },
  };
}
