import { ceilingFor } from '../src/model/daily-budget.ts';
import { localTimeOf } from '../src/model/local-time.ts';
import type { Source } from '../src/model/source.ts';
import { addRequests, spendRequest } from '../storage/request-days.ts';
import type { Stet } from './stet.ts';
import type { Errand } from './take-turn.ts';

const DAY_MINUTES = 24 * 60;

/** Spends one request of the source's day, where it has a budget; false when there is none left for this purpose. */
export async function spendOne(stet: Stet, { source, purpose }: Pick<Errand, 'source' | 'purpose'>): Promise<boolean> {
  const { perDay } = source.fetch;
  if (perDay === null) return true;
  const { day, minutes } = localTimeOf(source.timezone, stet.clock.now());
  return await spendRequest(stet.database.db, source.id, day, ceilingFor(purpose, perDay, minutes / DAY_MINUTES));
}

/** Counts the redirects that a request followed: each was a request too. */
export async function countRedirects(stet: Stet, { id, fetch, timezone }: Source, redirects: number): Promise<void> {
  if (fetch.perDay === null) return;
  const { day } = localTimeOf(timezone, stet.clock.now());
  await addRequests(stet.database.db, id, day, redirects);
}
