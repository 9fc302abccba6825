import type { EditRates, LivelinessShares, VisitsAtThreshold } from '../../../src/model/revisit.ts';
import { countVisits, thresholdFor } from '../../../src/revisit/count-visits.ts';
import { learnRates, PRIOR_RATES, poolRates } from '../../../src/revisit/edit-rates.ts';
import { learnShares, PRIOR_SHARES } from '../../../src/revisit/liveliness.ts';
import { nextVisitAt } from '../../../src/revisit/next-visit-at.ts';
import { DAY } from './make-world.ts';
import type { Policy, Watched } from './watch-world.ts';

const MINUTE = 60_000;
const REVISIT = { retireAfterMs: 30 * DAY, floorMs: 2 * MINUTE, ceilingMs: 14 * DAY };
/** How often the daemon plans anew. */
const PLANS_EVERY = DAY;
/** Thresholds between which that of the budget is found, the cheapest first. */
const THRESHOLDS = [0.8, 0.4, 0.2, 0.1, 0.05, 0.025, 0.012, 0.006, 0.003];

/** stet's own rule, learning as the daemon does, with a budget of so many visits an article. */
export function stetPolicy(budget: number): Policy {
  const rates = new Map<number, EditRates>();
  const watched = new Set<Watched>();
  let shares: LivelinessShares = PRIOR_SHARES;
  let threshold = 0;
  let plannedAt = Number.NEGATIVE_INFINITY;

  function plan(now: number): void {
    const grown = [...watched].filter((article) => article.lastVisit > 3 * DAY);
    const counts: number[] = [];
    for (const { changes } of grown) counts[changes.length] = (counts[changes.length] ?? 0) + 1;
    shares = learnShares(Array.from(counts, (count) => count ?? 0));
    const pooled = poolRates([...rates.values()]);
    const counted: VisitsAtThreshold[] = [];
    for (const each of THRESHOLDS) {
      // Lower ones take more visits than the budget, and long to be played.
      if ((counted.at(-1)?.visits ?? 0) >= budget) break;
      counted.push({ threshold: each, visits: countVisits({ rates: pooled, shares, threshold: each }, REVISIT) });
    }
    threshold = thresholdFor(counted, budget);
    plannedAt = now;
  }

  return {
    nextAge: (article, age, isChanged) => {
      const now = article.bornAt + age;
      if (now - plannedAt > PLANS_EVERY) plan(now);
      watched.add(article);
      const known = rates.get(article.source) ?? PRIOR_RATES;
      const look = { fromMs: article.lastVisit, toMs: age, isChanged };
      const learned = age > article.lastVisit ? learnRates(known, [look]) : known;
      rates.set(article.source, learned);
      const next = nextVisitAt(
        {
          bornAt: new Date(article.bornAt),
          firstSeenAt: new Date(article.bornAt + article.firstSeen),
          lastVisitAt: new Date(now),
          lastOutcome: 'unchanged',
          changedAt: article.changes.map((change) => new Date(article.bornAt + change)),
          touchedAt: [],
          failures: 0,
          retryAfterMs: null,
          isInDoubt: false,
          revisit: REVISIT,
          plan: { rates: learned, shares, threshold },
        },
        new Date(now),
      );
      return next === null ? Number.POSITIVE_INFINITY : next.getTime() - article.bornAt;
    },
  };
}
