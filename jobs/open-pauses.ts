import type { Db } from '../storage/open-database.ts';
import { listPausedSources } from '../storage/source-pauses.ts';

/** Which sources a person has make no visits, as the database has it: every request asks. */
export type Pauses = { isPaused(sourceId: string): Promise<boolean> };

/** For so many real milliseconds what was read is good: a pause holds everywhere after that. */
const FRESH_MS = 1_000;

/** Opens the memory: it looks at the database once a second at most. */
export function openPauses(db: Db): Pauses {
  let paused: Promise<Set<string>> | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    isPaused: async (sourceId) => {
      if (paused === null || performance.now() - readAt >= FRESH_MS) {
        readAt = performance.now();
        paused = listPausedSources(db).then((pauses) => new Set(pauses.map(({ id }) => id)));
        paused.catch(() => {
          paused = null; // who asks next tries again
        });
      }
      return (await paused).has(sourceId);
    },
  };
}
