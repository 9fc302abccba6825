import { loadKeptFigures } from '../../storage/kept-figures.ts';
import { countNumbers, type Numbers, type NumbersFilter } from '../../storage/numbers.ts';
import type { Db } from '../../storage/open-database.ts';
import type { Clock } from '../model/clock.ts';
import type { Source } from '../model/source.ts';
import { forgetOldest } from './forget-oldest.ts';

/** Numbers, and the moment that they are of. */
export type CountedNumbers = Numbers & { countedAt: Date };

/** Counts as few times as needed; `until`: `null`, until now. */
export type NumbersMemory = (filter: {
  sourceId: string | null;
  since: Date;
  until: Date | null;
}) => Promise<CountedNumbers>;

/** After so long they are counted anew, and until that is done those of before are given. */
const FRESH_MS = 60_000;
/** What is older is not given any more, where counting it anew is no long wait. */
const OLD_MS = 10 * 60_000;
const SHORT_WAIT_MS = 1_000;
/** What takes long is counted for no more than so small a share of the time. */
const SHARE = 1 / 50;
const MOST_KEPT = 200;

/** `tookMs`: `null`, where they were counted beforehand. */
type Counted = CountedNumbers & { tookMs: number | null };

/** Whether figures that were kept have all that is counted now: an older program kept less. */
function isWhole(figures: Partial<Numbers>): figures is Numbers {
  return figures.unit !== undefined && figures.stretches !== undefined;
}

function isStale({ countedAt, tookMs }: Counted, now: Date): boolean {
  return now.getTime() - countedAt.getTime() >= Math.max(FRESH_MS, (tookMs ?? 0) / SHARE);
}

/**
 * Remembers numbers: to count all changes takes longer than a reader waits, and they alter little in a minute. What was
 * counted beforehand is given at once; what is asked for the first time beside it is waited for.
 */
export function rememberNumbers(from: {
  db: Db;
  sources: () => Source[];
  clock: Clock;
  onError?: (error: Error) => void;
}): NumbersMemory {
  const kept = new Map<string, { numbers: Promise<Counted>; isCounting: boolean }>();

  async function count(filter: NumbersFilter): Promise<Counted> {
    const zones = new Map(from.sources().map(({ id, timezone }) => [id, timezone]));
    const startedAt = performance.now();
    const numbers = await countNumbers(from.db, { ...filter, now: from.clock.now() }, zones);
    return { ...numbers, countedAt: filter.until, tookMs: performance.now() - startedAt };
  }

  /** What was counted beforehand, where that is what is asked for; else it is counted now. */
  async function begin(filter: NumbersFilter, isUntilNow: boolean): Promise<Counted> {
    const id = filter.sourceId ?? '';
    const [kept] = isUntilNow ? await loadKeptFigures<Partial<Numbers>>(from.db, 'numbers', [id]) : [];
    const isSame = kept?.since.getTime() === filter.since.getTime();
    if (!isSame || !isWhole(kept.figures)) return await count(filter);
    return { ...kept.figures, countedAt: kept.countedAt, tookMs: null };
  }

  return async ({ sourceId, since, until }) => {
    const now = from.clock.now();
    const key = JSON.stringify([sourceId, since, until]);
    const known = kept.get(key);
    const filter = { sourceId, since, until: until ?? now };
    if (known === undefined) {
      const numbers = begin(filter, until === null);
      kept.set(key, { numbers, isCounting: false });
      numbers.catch(() => kept.delete(key));
      forgetOldest(kept, MOST_KEPT);
      return await numbers;
    }
    const numbers = await known.numbers;
    if (isStale(numbers, now) && !known.isCounting) {
      known.isCounting = true;
      const anew = numbers.tookMs === null ? begin(filter, until === null) : count(filter);
      const counted = anew.then(
        (fresh) => {
          kept.set(key, { numbers: anew, isCounting: false });
          return fresh;
        },
        (error: Error) => {
          known.isCounting = false;
          from.onError?.(error);
          return numbers;
        },
      );
      const isOld = now.getTime() - numbers.countedAt.getTime() >= OLD_MS;
      if (isOld && (numbers.tookMs ?? 0) <= SHORT_WAIT_MS) return await counted;
    }
    return numbers;
  };
}
