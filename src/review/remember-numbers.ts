import { countNumbers, type Numbers, type NumbersFilter } from '../../storage/numbers.ts';
import type { Db } from '../../storage/open-database.ts';
import type { Clock } from '../model/clock.ts';
import type { Source } from '../model/source.ts';

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
const MOST_KEPT = 200;

/**
 * Remembers numbers: to count all changes takes longer than a reader waits, and they alter little in a minute. What is
 * asked for the first time is waited for.
 */
export function rememberNumbers(from: {
  db: Db;
  sources: () => Source[];
  clock: Clock;
  onError?: (error: Error) => void;
}): NumbersMemory {
  const kept = new Map<string, { numbers: Promise<CountedNumbers>; isCounting: boolean; at: Date }>();

  async function count(filter: NumbersFilter): Promise<CountedNumbers> {
    const zones = new Map(from.sources().map(({ id, timezone }) => [id, timezone]));
    return { ...(await countNumbers(from.db, filter, zones)), countedAt: filter.until };
  }

  return async ({ sourceId, since, until }) => {
    const now = from.clock.now();
    const key = JSON.stringify([sourceId, since, until]);
    const known = kept.get(key);
    const filter = { sourceId, since, until: until ?? now };
    if (known === undefined) {
      const numbers = count(filter);
      kept.set(key, { numbers, isCounting: false, at: now });
      numbers.catch(() => kept.delete(key));
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return await numbers;
    }
    if (now.getTime() - known.at.getTime() >= FRESH_MS && !known.isCounting) {
      known.isCounting = true;
      const anew = count(filter);
      anew.then(
        () => kept.set(key, { numbers: anew, isCounting: false, at: now }),
        (error: Error) => {
          known.isCounting = false;
          from.onError?.(error);
        },
      );
    }
    return await known.numbers;
  };
}
