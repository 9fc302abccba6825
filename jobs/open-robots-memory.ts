import type { Db } from '../storage/open-database.ts';
import { type GoodRobots, loadRobots, type StoredRobots, saveRobots } from '../storage/robots.ts';

type Known = { robots: StoredRobots; good: GoodRobots | null };

/** The robots.txt of each origin, as the database has it: every visit asks for one, and it seldom alters. */
export type RobotsMemory = {
  /** The stored one, and the last good one; `null` when none is fresh at `now`. */
  recall(origin: string, now: Date): Promise<Known | null>;
  keep(origin: string, robots: StoredRobots, good: GoodRobots | null): Promise<void>;
};

/** For so many real milliseconds what was read is good. */
const FRESH_MS = 60_000;

/** So many are kept, and none of more characters, so that they never take much room. */
const MOST = 500;
const LONGEST = 64 * 1_024;

/** Opens the memory: it looks at the database for each origin once a minute, and whenever one is not fresh any more. */
export function openRobotsMemory(db: Db): RobotsMemory {
  const memory = new Map<string, { known: Known; readAt: number }>();
  return {
    recall: async (origin, now) => {
      const remembered = memory.get(origin);
      if (remembered !== undefined && performance.now() - remembered.readAt < FRESH_MS) {
        if (now < remembered.known.robots.freshUntil) return remembered.known;
      }
      memory.delete(origin);
      const known = await loadRobots(db, origin);
      if (known === null || now >= known.robots.freshUntil) return null;
      if (known.robots.text.length > LONGEST) return known;
      const [oldest] = memory.size < MOST ? [] : memory.keys();
      if (oldest !== undefined) memory.delete(oldest);
      memory.set(origin, { known, readAt: performance.now() });
      return known;
    },
    keep: async (origin, robots, good) => {
      memory.delete(origin);
      await saveRobots(db, origin, robots, good);
    },
  };
}
