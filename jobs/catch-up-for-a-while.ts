import type { Db } from '../storage/open-database.ts';
import { catchUpOnWords } from '../storage/version-words.ts';

const BATCH = 100;
/** A sweep waits no longer for it, in milliseconds: what is due comes first. */
const LONGEST_MS = 500;

/**
 * Makes versions that were stored before their words were kept ready for search, for half a second. Gives whether all
 * are; safe to be cut off, and made by one process at a time.
 */
export async function catchUpForAWhile(db: Db): Promise<boolean> {
  const endsAt = performance.now() + LONGEST_MS;
  while (performance.now() < endsAt) {
    if ((await catchUpOnWords(db, BATCH)) === 0) return true;
  }
  return false;
}
