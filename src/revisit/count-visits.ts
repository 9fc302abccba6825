import type { RevisitPlan, VisitsAtThreshold } from '../model/revisit.ts';
import { seedRandom } from '../model/seed-random.ts';
import type { VisitHistory } from '../model/visit.ts';
import { AGE_BINS, AGE_EDGES } from './age-bins.ts';
import { rateIn } from './edit-rates.ts';
import { LIVELINESS_GRID } from './liveliness.ts';
import { nextVisitAt } from './next-visit-at.ts';

const MINUTE = 60_000;
/** How many articles of each liveliness are played through. */
const REPLICAS = 12;
/** No article is visited more often than this in the play, whatever its rates. */
const MOST_VISITS = 2_000;
/** How old an article is when it is first seen, in the play. */
const FIRST_SEEN = 5 * MINUTE;

/**
 * How many visits an article takes over its life by a plan, on average: articles of every liveliness are played
 * through, by the very rule that plans their visits. Deterministic: the play's dice are seeded.
 */
export function countVisits(plan: RevisitPlan, revisit: VisitHistory['revisit']): number {
  const roll = seedRandom(1);
  return LIVELINESS_GRID.reduce((sum, factor, index) => {
    const share = plan.shares[index] ?? 0;
    if (share < 1e-4) return sum;
    let visits = 0;
    for (let replica = 0; replica < REPLICAS; replica += 1) visits += playArticle(plan, revisit, factor, roll);
    return sum + (share * visits) / REPLICAS;
  }, 0);
}

/** The threshold that comes to so many visits an article, between those that were counted (which are in any order). */
export function thresholdFor(counted: readonly VisitsAtThreshold[], visits: number): number {
  const byVisits = counted.toSorted((a, b) => a.visits - b.visits);
  const above = byVisits.findIndex((each) => each.visits >= visits);
  const [low, high] = [byVisits[above === -1 ? byVisits.length - 1 : Math.max(0, above - 1)], byVisits.at(above)];
  if (low === undefined || high === undefined) throw new RangeError('No threshold was counted.');
  if (high.visits === low.visits) return low.threshold;
  const share = Math.log(visits / low.visits) / Math.log(high.visits / low.visits);
  return low.threshold * (high.threshold / low.threshold) ** Math.max(0, Math.min(1, share));
}

function playArticle(plan: RevisitPlan, revisit: VisitHistory['revisit'], factor: number, roll: () => number): number {
  const edits = playEdits(plan, factor, roll);
  const changedAt: Date[] = [];
  const bornAt = new Date(0);
  const firstSeenAt = new Date(FIRST_SEEN);
  let seen = FIRST_SEEN;
  for (let visits = 1; visits < MOST_VISITS; visits += 1) {
    const lastVisitAt = new Date(seen);
    const played = {
      lastOutcome: 'unchanged' as const,
      failures: 0,
      retryAfterMs: null,
      isInDoubt: false,
      touchedAt: [],
    };
    const next = nextVisitAt({ bornAt, firstSeenAt, lastVisitAt, changedAt, revisit, plan, ...played }, lastVisitAt);
    if (next === null) return visits;
    const at = next.getTime();
    if (edits.some((edit) => edit > seen && edit <= at)) changedAt.push(next);
    seen = at;
  }
  return MOST_VISITS;
}

/** The ages at which an article is edited: a Poisson process whose rate is that of the mean article, times a factor. */
function playEdits({ rates }: RevisitPlan, factor: number, roll: () => number): number[] {
  const ages: number[] = [];
  let gap = -Math.log(1 - roll());
  for (let bin = 0; bin < AGE_BINS; bin += 1) {
    const [from, to] = [AGE_EDGES[bin] ?? 0, AGE_EDGES[bin + 1] ?? 0];
    const rate = factor * rateIn(rates, bin);
    let at = from;
    while (at + gap / rate <= to) {
      at += gap / rate;
      ages.push(at);
      gap = -Math.log(1 - roll());
    }
    gap -= rate * (to - at);
  }
  return ages;
}
