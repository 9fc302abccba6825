import type { Config } from '../config/load-config.ts';
import { toNumbersFilter } from '../src/review/read-numbers.ts';
import { countHealth, HEALTH_DAYS_MS } from '../storage/health.ts';
import { isMuchStored, keepFigures } from '../storage/kept-figures.ts';
import { countNumbersOfEach } from '../storage/numbers.ts';
import type { Db } from '../storage/open-database.ts';
import type { Stet } from './stet.ts';

/** Keeps the figures that pages show, beside the sweeps. */
export type FigureKeeper = {
  /** Begins to count where it is time, and returns at once. */
  tick(sources: Config['sources']): void;
  /** Settles when nothing is being counted. */
  idle(): Promise<void>;
};

/** Figures are counted so often at most, in real milliseconds, and take no more than so small a share of the time. */
const LEAST_PAUSE_MS = 60_000;
const SHARE = 1 / 50;

/** Counts figures again and again where much is stored, one count at a time; a failure is logged, and the count is made later. */
export function openFigureKeeper(stet: Stet): FigureKeeper {
  let nextAt = 0;
  let inHand: Promise<void> | null = null;

  async function count(sources: Config['sources']): Promise<void> {
    const startedAt = performance.now();
    try {
      await countFigures(stet.database.db, sources, stet.clock.now());
    } catch (error) {
      stet.log.error({ err: error }, 'figures were not counted, and will be later');
    }
    nextAt = performance.now() + Math.max(LEAST_PAUSE_MS, (performance.now() - startedAt) / SHARE);
    inHand = null;
  }

  return {
    tick: (sources) => {
      if (inHand === null && performance.now() >= nextAt) inHand = count(sources);
    },
    idle: async () => {
      await inHand;
    },
  };
}

/** Counts what the pages of sources and of numbers show, and keeps it; where little is stored nothing is kept, and pages count. */
export async function countFigures(db: Db, sources: Config['sources'], now: Date): Promise<void> {
  const week = new Date(now.getTime() - HEALTH_DAYS_MS);
  const numbers = toNumbersFilter({}, now);
  if (!(await isMuchStored(db))) {
    await keepFigures(db, 'health', new Map(), { since: week, countedAt: now });
    await keepFigures(db, 'numbers', new Map(), { since: numbers.since, countedAt: now });
    return;
  }
  await keepFigures(db, 'health', await countHealth(db, week), { since: week, countedAt: now });
  const zones = new Map(sources.map(({ id, timezone }) => [id, timezone]));
  const filter = { sourceId: null, since: numbers.since, until: now };
  await keepFigures(db, 'numbers', await countNumbersOfEach(db, filter, zones), {
    since: numbers.since,
    countedAt: now,
  });
}
